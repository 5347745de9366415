package dev.millrace.relay.outbox;

/**
 * One committed row of the outbox, as stored: {@code time} is RFC 3339, {@code headers} and {@code payload} are JSON
 * texts. Nothing is checked yet, so any part but the id may be malformed.
 */
public record OutboxEvent(
        long seq,
        String id,
        String aggregateType,
        String aggregateId,
        String type,
        String source,
        String time,
        String headers,
        String payload) {

    public OutboxEvent withPayload(String other) {
        return new OutboxEvent(seq, id, aggregateType, aggregateId, type, source, time, headers, other);
    }
}
