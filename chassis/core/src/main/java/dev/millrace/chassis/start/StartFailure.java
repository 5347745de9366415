package dev.millrace.chassis.start;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.io.PrintStream;
import java.net.BindException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reports why a service did not start. */
final class StartFailure {
    private static final String MANAGEMENT_PORT =
            "the management port is taken by another process; set QUARKUS_MANAGEMENT_PORT to another";
    private static final String CHECK_LOGIN = " (check database.url, database.username and database.password)";

    private StartFailure() {}

    /**
     * Prints one line for a failure that an operator can fix, otherwise the stack trace for a developer.
     *
     * @return exit code of the process: 0 after {@link StartupTaskCompleted}, otherwise 1
     */
    static int report(Throwable failure, PrintStream out) {
        if (causes(failure).anyMatch(StartupTaskCompleted.class::isInstance)) {
            return 0;
        }
        causes(failure)
                .map(StartFailure::explain)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresentOrElse(line -> out.println("Not started: " + line), () -> failure.printStackTrace(out));
        return 1;
    }

    private static Optional<String> explain(Throwable cause) {
        return switch (cause) {
            case ConfigurationException e -> Optional.of(oneLine(e.getMessage()));
            case ConfigValidationException e -> Optional.of(oneLine(e.getMessage()));
            case QuarkusBindException e ->
                Optional.of("port " + e.getPort() + " is taken by another process; set QUARKUS_HTTP_PORT to another");
            case SQLException e ->
                Optional.of(
                        "the database answers: " + oneLine(e.getMessage()) + (isLoginFailure(e) ? CHECK_LOGIN : ""));
            default -> explainByMessage(cause);
        };
    }

    /** Recognizes failures by their messages: not every service has the classes of these exceptions. */
    private static Optional<String> explainByMessage(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("bootstrap.servers")) {
            return Optional.of("Kafka's address: " + oneLine(message)
                    + "; set KAFKA_BOOTSTRAP_SERVERS to host:port of one or more brokers");
        }
        return cause instanceof BindException ? Optional.of(MANAGEMENT_PORT) : Optional.empty();
    }

    /** No connection (08), login refused (28), no such database (3D). Other states are errors of a statement. */
    private static boolean isLoginFailure(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("28") || state.startsWith("3D");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static String oneLine(@Nullable String message) {
        return String.valueOf(message)
                .strip()
                .replaceAll("\\s*\\R\\s*", " ")
                .replaceAll("java\\.[a-z.]+\\w+Exception: ", "");
    }
}
