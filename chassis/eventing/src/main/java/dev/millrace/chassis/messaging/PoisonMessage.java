package dev.millrace.chassis.messaging;

import java.util.stream.Stream;

/** The message can never take effect, however often it is delivered. It is not retried and becomes a dead letter. */
public final class PoisonMessage extends RuntimeException {
    public PoisonMessage(String message) {
        super(message);
    }

    public PoisonMessage(String message, Throwable cause) {
        super(message, cause);
    }

    static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .anyMatch(PoisonMessage.class::isInstance);
    }
}
