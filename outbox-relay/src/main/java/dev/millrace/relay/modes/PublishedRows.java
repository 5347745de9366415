package dev.millrace.relay.modes;

import dev.millrace.relay.outbox.OutboxEvent;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows that this run has published, or found on Kafka, and that are not removed from the table yet. Their number is
 * limited to bound the memory. Beyond the limit the oldest are forgotten, and found on Kafka again later.
 */
final class PublishedRows {
    private static final int REMEMBERED_AT_MOST = 100_000;

    /** Half of that: rows that are kept leave room for rows that are to be removed. */
    private static final int KEPT_AT_MOST = REMEMBERED_AT_MOST / 2;

    private final Duration keep;
    private final SequencedMap<UUID, Instant> dueById = new LinkedHashMap<>();

    /** @param keep how long a row stays in the table after its {@code time} */
    PublishedRows(Duration keep) {
        this.keep = keep;
    }

    synchronized void add(List<OutboxEvent> events) {
        events.forEach(event -> remember(UUID.fromString(event.id()), keep.isZero() ? Instant.MIN : due(event.time())));
    }

    synchronized void add(Map<UUID, Instant> timeById) {
        timeById.forEach((id, time) -> remember(id, due(time)));
    }

    private void remember(UUID id, Instant due) {
        dueById.put(id, due);
        if (dueById.size() > REMEMBERED_AT_MOST) {
            dueById.pollFirstEntry();
        }
    }

    /** A row without a time is not kept. */
    private Instant due(@Nullable String time) {
        if (time == null) {
            return Instant.MIN;
        }
        try {
            return due(Instant.parse(time));
        } catch (DateTimeException noTime) {
            return Instant.MIN; // the row is parked, and its letter holds the full content
        }
    }

    private Instant due(Instant time) {
        return time.isBefore(Instant.MAX.minus(keep)) ? time.plus(keep) : Instant.MIN;
    }

    synchronized boolean contains(UUID id) {
        return dueById.containsKey(id);
    }

    /** The rows to remove now, oldest first. */
    synchronized List<UUID> due(Instant now, int atMost) {
        List<UUID> due = new ArrayList<>();
        int tooMany = dueById.size() - KEPT_AT_MOST;
        Iterator<Map.Entry<UUID, Instant>> each = dueById.entrySet().iterator();
        while (each.hasNext() && due.size() < atMost) {
            Map.Entry<UUID, Instant> row = each.next();
            if (due.size() < tooMany || !row.getValue().isAfter(now)) {
                due.add(row.getKey());
            }
        }
        return due;
    }

    synchronized void removed(Collection<UUID> ids) {
        ids.forEach(dueById::remove);
    }
}
