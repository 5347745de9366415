package dev.millrace.devstack.postgres;

import dev.millrace.devstack.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Command lines of PostgreSQL's programs. They refuse to run as root, so root runs them in a user namespace. */
record PostgresTools(Path home) {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    List<String> command(String program, List<String> arguments) {
        List<String> prefix = ROOT ? List.of("unshare", "--user") : List.of();
        String path = home.resolve("bin").resolve(program).toString();
        return Stream.of(prefix, List.of(path), arguments).flatMap(List::stream).toList();
    }

    void run(String purpose, String input, String program, List<String> arguments) {
        Command.run(purpose, command(program, arguments), input);
    }
}
