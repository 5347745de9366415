package dev.millrace.relay.outbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a {@link TableRow} hold the parts of an event.
 *
 * @param time null when no column says when the event happened
 */
public record NamedColumns(
        String id,
        String aggregateType,
        String aggregateId,
        String type,
        @Nullable String time,
        String payload) {

    /** @param oversized values are missing because they are long */
    public OutboxEvent event(TableRow row, boolean oversized) {
        return new OutboxEvent(
                row.value(id).orElseThrow(() -> new IllegalStateException("a row has no " + id)),
                row.value(aggregateType).orElse(null),
                row.value(aggregateId).orElse(null),
                row.value(type).orElse(null),
                null,
                time == null
                        ? Instant.now().toString()
                        : row.value(time).map(NamedColumns::utc).orElse(null),
                null,
                row.value(payload).orElse(null),
                oversized,
                row);
    }

    /** A time without an offset is in UTC. Any other text stays as it is. */
    private static String utc(String time) {
        try {
            return OutboxEvent.timeOf(OffsetDateTime.parse(time));
        } catch (DateTimeException noOffset) {
            try {
                return OutboxEvent.timeOf(LocalDateTime.parse(time).atOffset(ZoneOffset.UTC));
            } catch (DateTimeException noTime) {
                return time;
            }
        }
    }
}
