package dev.millrace.devstack.postgres;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL's data directory with roles and databases. They are created in single-user mode before the server
 * listens, so that no client ever sees a server without them.
 */
final class DataDirectory {

    private static final String DATABASES_MADE = "millrace-databases";

    private final PostgresTools tools;
    private final Path data;

    DataDirectory(PostgresTools tools, Path data) {
        this.tools = tools;
        this.data = data;
    }

    void prepare() throws IOException {
        if (Files.notExists(data)) {
            initialise();
        }
        forgetDeadPostmaster();
        createMissingDatabases(data);
    }

    private void initialise() throws IOException {
        Path fresh = data.resolveSibling(data.getFileName() + ".new");
        Files.createDirectories(data.getParent());
        Command.run("clear " + fresh, List.of("rm", "-rf", fresh.toString()), "");
        Path password =
                Files.writeString(data.resolveSibling("superuser-password"), Credentials.SUPERUSER.password() + "\n");
        tools.run(
                "initialise a PostgreSQL data directory",
                "",
                "initdb",
                List.of(
                        "--pgdata=" + fresh,
                        "--username=" + Credentials.SUPERUSER.username(),
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--wal-segsize=4",
                        "--no-sync",
                        "--no-instructions"));
        Files.delete(password);
        createDatabases(fresh, List.of());
        Files.move(fresh, data);
    }

    private void createMissingDatabases(Path directory) throws IOException {
        List<String> made = Files.readAllLines(directory.resolve(DATABASES_MADE));
        if (made.size() < Database.values().length) {
            createDatabases(directory, made);
        }
    }

    private void createDatabases(Path directory, List<String> made) throws IOException {
        List<String> statements = new ArrayList<>();
        if (made.isEmpty()) {
            statements.add("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC");
            statements.add(createRole(Credentials.RELAY, "LOGIN REPLICATION"));
        }
        Stream.of(Database.values())
                .filter(database -> !made.contains(database.databaseName()))
                .flatMap(DataDirectory::statements)
                .forEach(statements::add);
        tools.run(
                "make the databases in " + directory,
                String.join("\n", statements) + "\n",
                "postgres",
                List.of("--single", "-c", "exit_on_error=true", "-D", directory.toString(), "postgres"));
        Files.write(
                directory.resolve(DATABASES_MADE),
                Stream.of(Database.values()).map(Database::databaseName).toList());
    }

    private static Stream<String> statements(Database database) {
        String name = database.databaseName();
        String owner = database.owner().username();
        return Stream.of(
                createRole(database.owner(), "LOGIN"),
                "CREATE DATABASE %s OWNER %s".formatted(name, owner),
                "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name),
                "GRANT CONNECT ON DATABASE %s TO %s".formatted(name, Credentials.RELAY.username()));
    }

    private static String createRole(Credentials credentials, String attributes) {
        return "CREATE ROLE %s %s PASSWORD '%s'".formatted(credentials.username(), attributes, credentials.password());
    }

    private void forgetDeadPostmaster() throws IOException {
        Path file = data.resolve(Postmaster.PID_FILE);
        if (Postmaster.read(file).filter(postmaster -> !postmaster.isAlive()).isPresent()) {
            Postmaster.forgetId(file);
        }
    }
}
