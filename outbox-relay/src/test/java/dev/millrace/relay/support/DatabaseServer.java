package dev.millrace.relay.support;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.Reaper;
import dev.millrace.devstack.postgres.Postgres;
import dev.millrace.devstack.process.Command;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.Ports;
import dev.millrace.devstack.process.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import org.awaitility.Awaitility;

/** A separate PostgreSQL server whose data can be copied and put back, with point-in-time recovery and standbys. */
public final class DatabaseServer implements AutoCloseable {
    private static final String DATA = Postgres.NAME;

    private final RunDirectory runDirectory;
    private final ManagedProcess postgres;
    private final Reaper reaper;
    private int copies;

    private DatabaseServer() throws IOException {
        runDirectory = new RunDirectory(
                Files.createTempDirectory(Files.createDirectories(Path.of("target")), "millrace-server-"));
        postgres = new ManagedProcess(new Postgres(Ports.free(), runDirectory, false), runDirectory);
        reaper = Reaper.over(runDirectory);
    }

    /** Starts a server with the databases of {@link Database}, each empty. */
    public static DatabaseServer start() throws IOException {
        DatabaseServer server = new DatabaseServer();
        server.postgres.start();
        return server;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.port(), Database.ORDERS.databaseName());
    }

    public Outbox outbox() {
        return new Outbox(jdbcUrl(), Database.ORDERS);
    }

    public void stop() {
        postgres.stop();
    }

    /** Copies the data directory, like a volume snapshot. The server stops meanwhile. */
    public Path copy() {
        stop();
        Path copy = runDirectory.root().resolve("copy-" + ++copies);
        copy(runDirectory.data(DATA), copy);
        postgres.start();
        return copy;
    }

    public void putBack(Path copy) {
        stop();
        Command.run(
                "remove the data", List.of("rm", "-rf", runDirectory.data(DATA).toString()), "");
        copy(copy, runDirectory.data(DATA));
        postgres.start();
    }

    /** Point-in-time recovery: restores the copy and replays the later log up to the LSN. Starts a new timeline. */
    public void recover(Path copy, String lsn) throws IOException, SQLException {
        stop();
        Path log = runDirectory.root().resolve("log");
        copy(runDirectory.data(DATA).resolve("pg_wal"), log);
        configure(copy, "recovery.signal", """
                restore_command = 'cp %s/%%f "%%p"'
                recovery_target_lsn = '%s'
                recovery_target_action = 'promote'
                """.formatted(log, lsn));
        putBack(copy);
        awaitWritable();
    }

    /** Starts a standby of this server. */
    public DatabaseServer standby() throws IOException {
        DatabaseServer standby = new DatabaseServer();
        stop();
        copy(runDirectory.data(DATA), standby.runDirectory.data(DATA));
        postgres.start();
        configure(standby.runDirectory.data(DATA), "standby.signal", """
                primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s'
                """.formatted(
                        postgres.port(), Credentials.RELAY.username(), Credentials.RELAY.password()));
        standby.postgres.start();
        return standby;
    }

    /** Waits until the standby has replayed everything that this server has written. */
    public void awaitOn(DatabaseServer standby) throws SQLException {
        String end = outbox().query(Credentials.SUPERUSER, "SELECT pg_current_wal_lsn()")
                .getFirst();
        Awaitility.await().until(() -> standby.is("pg_last_wal_replay_lsn() >= '%s'".formatted(end)));
    }

    public void promote() throws SQLException {
        outbox().query(Credentials.SUPERUSER, "SELECT pg_promote()");
        awaitWritable();
    }

    public void restart() {
        stop();
        postgres.start();
    }

    private void awaitWritable() {
        Awaitility.await().until(() -> is("NOT pg_is_in_recovery()"));
    }

    private boolean is(String condition) throws SQLException {
        return outbox().query(Credentials.SUPERUSER, "SELECT " + condition)
                .getFirst()
                .equals("t");
    }

    private static void configure(Path data, String signal, String settings) throws IOException {
        Files.createFile(data.resolve(signal));
        Files.writeString(data.resolve("postgresql.auto.conf"), settings, StandardOpenOption.APPEND);
    }

    private static void copy(Path from, Path to) {
        Command.run("copy " + from, List.of("cp", "-a", from.toString(), to.toString()), "");
    }

    @Override
    public void close() {
        reaper.close();
    }
}
