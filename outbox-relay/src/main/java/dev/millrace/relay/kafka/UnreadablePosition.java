package dev.millrace.relay.kafka;

/** The position on Kafka cannot be parsed; the message names the remedy. */
public final class UnreadablePosition extends RuntimeException {
    UnreadablePosition(String message, Throwable cause) {
        super(message, cause);
    }
}
