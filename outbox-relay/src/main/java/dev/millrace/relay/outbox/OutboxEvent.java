package dev.millrace.relay.outbox;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * One committed row of the outbox, as stored: {@code time} is RFC 3339 when that can write it, {@code headers} and
 * {@code payload} are JSON texts. Nothing is checked yet, so any part but the id may be malformed or null.
 *
 * @param oversized the row is larger than the relay may read; its long columns are null here, and only in the table
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
        String payload,
        boolean oversized) {
    /** A column's text that is longer is left out of a row that is oversized. */
    public static final int LONGEST_OF_OVERSIZED = 1024;

    private static final int LAST_YEAR = 9999;

    /** A row that was read whole. */
    public OutboxEvent(
            long seq,
            String id,
            String aggregateType,
            String aggregateId,
            String type,
            String source,
            String time,
            String headers,
            String payload) {
        this(seq, id, aggregateType, aggregateId, type, source, time, headers, payload, false);
    }

    /** In UTC, with seconds even when they are none; what RFC 3339 cannot write is written in some other way. */
    public static String timeOf(OffsetDateTime time) {
        return time.getYear() < 0 || time.getYear() > LAST_YEAR
                ? time.toString() // the greatest has no equal in UTC
                : time.withOffsetSameInstant(ZoneOffset.UTC).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    /** Of headers and payload. */
    public int characters() {
        return length(headers) + length(payload);
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }
}
