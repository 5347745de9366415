package dev.millrace.relay.leadership;

import dev.millrace.relay.kafka.UnreadablePosition;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.connect.errors.ConnectException;

/** Describes a failure to the operator in one line. */
public final class FailureMessage {
    private static final String SILENT =
            "it does not respond; the server is suspended, overloaded or cut off (a longer relay.lease tolerates longer pauses)";

    private FailureMessage() {}

    public static String of(Throwable failure) {
        return first(failure, UnreadablePosition.class::isInstance)
                .map(FailureMessage::line)
                .or(() -> database(failure))
                .or(() -> first(failure, FailureMessage::isKafkas).map(cause -> "Kafka: " + withReason(cause)))
                .orElseGet(() -> line(root(failure)));
    }

    /** A client that cannot be created names the reason in a cause only. */
    private static String withReason(Throwable failure) {
        String message = line(failure);
        String reason = line(root(failure));
        return message.contains(reason) ? message : message + ": " + reason;
    }

    private static Throwable root(Throwable failure) {
        return causes(failure).reduce((one, next) -> next).orElse(failure);
    }

    private static Optional<String> database(Throwable failure) {
        return first(failure, SQLException.class::isInstance)
                .map(cause -> "PostgreSQL: "
                        + first(cause, SocketTimeoutException.class::isInstance)
                                .map(silent -> SILENT)
                                .orElseGet(() -> line(cause)));
    }

    private static Optional<Throwable> first(Throwable failure, Predicate<Throwable> isMeant) {
        return causes(failure).filter(isMeant).findFirst();
    }

    /** Debezium wraps every failure in a ConnectException, which is a KafkaException as well. */
    private static boolean isKafkas(Throwable cause) {
        return cause instanceof KafkaException && !(cause instanceof ConnectException);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static String line(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
