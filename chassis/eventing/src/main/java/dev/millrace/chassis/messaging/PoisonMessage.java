package dev.millrace.chassis.messaging;

/** The message can never take effect, however often it is delivered. It is not retried and becomes a dead letter. */
public final class PoisonMessage extends RuntimeException {
    public PoisonMessage(String message) {
        super(message);
    }

    public PoisonMessage(String message, Throwable cause) {
        super(message, cause);
    }
}
