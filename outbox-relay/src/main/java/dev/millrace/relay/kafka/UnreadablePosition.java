package dev.millrace.relay.kafka;

/** The message says the remedy. */
public final class UnreadablePosition extends RuntimeException {
    UnreadablePosition(String message, Throwable cause) {
        super(message, cause);
    }
}
