package dev.millrace.relay.outbox;

/**
 * The database or its slot does not contain the position that is on Kafka, so that events may be unpublished, or be
 * published twice, if the relay went on from there. The message says what was found.
 */
public final class PositionLost extends RuntimeException {
    public PositionLost(String message) {
        super(message);
    }
}
