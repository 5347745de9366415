package dev.millrace.relay.lifecycle;

import dev.millrace.relay.outbox.PositionLost;
import dev.millrace.relay.postgres.OutboxTable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;

/**
 * Looks for rows that should have come through the log and did not. Some were published by an earlier run that did not
 * live to remove them: Kafka has those. The others never came, because the publication left them out for a while, or the
 * log is not what it was.
 *
 * <p>It notes rows that are in the table, some thousands at a time in the order of {@code seq} and then from the
 * beginning again; when the log is read beyond that moment, they have been published, or there is something to find out.
 */
final class UndeliveredRows {
    private static final int NOTED_AT_ONCE = 10_000;

    private final PublishedRows published;
    private final Finder onKafka;
    private Set<UUID> noted = Set.of();
    private long seq;

    /** Finds events on Kafka by their ids. */
    @FunctionalInterface
    interface Finder {
        Set<UUID> among(Set<UUID> ids) throws InterruptedException;
    }

    UndeliveredRows(PublishedRows published, Finder onKafka) {
        this.published = published;
        this.onKafka = onKafka;
    }

    /** To be followed by the reading of the log's place, which is then behind these rows' commits. */
    void note(OutboxTable table) throws SQLException {
        SequencedMap<UUID, Long> rows = table.idsAfter(seq, NOTED_AT_ONCE);
        seq = rows.size() < NOTED_AT_ONCE ? 0 : rows.lastEntry().getValue();
        noted = new HashSet<>(rows.keySet());
    }

    /** Whether there are rows behind those that are noted. */
    boolean hasMore() {
        return seq > 0;
    }

    /**
     * Called when everything has been published that was in the log at that place.
     *
     * @throws PositionLost when a row is neither published by this run nor on Kafka
     */
    void check(OutboxTable table) throws SQLException, InterruptedException {
        noted.removeIf(published::has);
        if (noted.isEmpty()) {
            return;
        }
        Map<UUID, Instant> left = table.present(noted);
        left.keySet().removeIf(published::has);
        if (left.isEmpty()) {
            return;
        }
        Set<UUID> found = onKafka.among(Set.copyOf(left.keySet()));
        Set<UUID> missing = new HashSet<>(left.keySet());
        missing.removeAll(found);
        if (!missing.isEmpty()) {
            throw new PositionLost(
                    "%d committed rows did not come through the log and are not on Kafka, one of them %s: something has taken the table out of the publication for a while, or set the log back"
                            .formatted(missing.size(), missing.iterator().next()));
        }
        left.keySet().retainAll(found);
        published.add(left);
    }
}
