package dev.millrace.relay.outbox;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * One committed row of the outbox, as stored. {@code time} is in RFC 3339 where that format can express it; {@code
 * headers} and {@code payload} are JSON texts. The values are not validated yet: any but the id may be malformed or
 * null.
 *
 * @param row the columns; null in the layout {@code millrace}, whose columns are all here
 * @param oversized the row is larger than the relay may read; its long columns are null here and are only in the table
 */
public record OutboxEvent(
        String id,
        @Nullable String aggregateType,
        @Nullable String aggregateId,
        @Nullable String type,
        @Nullable String source,
        @Nullable String time,
        @Nullable String headers,
        @Nullable String payload,
        boolean oversized,
        @Nullable TableRow row) {
    /** In an oversized row, a text of more bytes than this is left out. */
    public static final int LONGEST_OF_OVERSIZED = 1024;

    private static final int LAST_YEAR = 9999;

    /** In UTC, always with seconds. A time that RFC 3339 cannot express gets another format. */
    public static String timeOf(OffsetDateTime time) {
        return time.getYear() < 0 || time.getYear() > LAST_YEAR
                ? time.toString() // OffsetDateTime.MAX, which stands for infinity, cannot be converted to UTC
                : time.withOffsetSameInstant(ZoneOffset.UTC).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    /** Length of headers and payload, in characters. */
    public int characters() {
        return length(headers) + length(payload);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
