package dev.millrace.relay.outbox;

/**
 * The database or its slot does not contain the position stored in Kafka. Continuing from there could skip events or
 * publish them twice. The message says what was found.
 */
public final class PositionLost extends RuntimeException {
    public PositionLost(String message) {
        super(message);
    }
}
