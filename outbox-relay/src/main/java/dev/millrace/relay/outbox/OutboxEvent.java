package dev.millrace.relay.outbox;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

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

    /** RFC 3339, with seconds even when they are none, in UTC. */
    public static String timeOf(OffsetDateTime time) {
        return time.withOffsetSameInstant(ZoneOffset.UTC).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    /** Of headers and payload. */
    public int characters() {
        return headers.length() + payload.length();
    }

    public OutboxEvent withPayload(String other) {
        return new OutboxEvent(seq, id, aggregateType, aggregateId, type, source, time, headers, other);
    }
}
