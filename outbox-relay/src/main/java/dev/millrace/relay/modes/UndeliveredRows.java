package dev.millrace.relay.modes;

import dev.millrace.relay.outbox.PositionLost;
import dev.millrace.relay.postgres.OutboxTable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Detects rows that should have arrived through the log and did not. Some were published by an earlier run that ended
 * before it removed them; these are on Kafka. The others never arrived, because the publication omitted them for a
 * while or the log has another history.
 *
 * <p>It notes the ids of rows in the table, up to 10,000 at a time in the order of their ids, and then starts over.
 * Once the log has been read past the time of noting, each of these rows must be published; any other is looked up on
 * Kafka.
 */
final class UndeliveredRows {
    private static final int NOTED_AT_ONCE = 10_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final PublishedRows published;
    private final Finder onKafka;
    private Set<UUID> noted = Set.of();
    private UUID last = FIRST;

    /** Finds events on Kafka by id. */
    @FunctionalInterface
    interface Finder {
        Set<UUID> find(Set<UUID> ids) throws InterruptedException;
    }

    UndeliveredRows(PublishedRows published, Finder onKafka) {
        this.published = published;
        this.onKafka = onKafka;
    }

    /** Notes rows. The caller reads the log's position afterwards, so that it lies after the commits of these rows. */
    void note(OutboxTable table) throws SQLException {
        List<UUID> rows = table.idsAfter(last, NOTED_AT_ONCE);
        last = rows.size() < NOTED_AT_ONCE ? FIRST : rows.getLast();
        noted = new HashSet<>(rows);
    }

    /** Whether the table had further rows after the noted ones. */
    boolean hasMore() {
        return !last.equals(FIRST);
    }

    /**
     * Checks the noted rows. Call once everything up to the log position read after {@link #note} is published.
     *
     * @throws PositionLost when a row is neither published by this run nor on Kafka
     */
    void check(OutboxTable table) throws SQLException, InterruptedException {
        noted.removeIf(published::contains);
        if (noted.isEmpty()) {
            return;
        }
        Map<UUID, Instant> left = table.present(noted);
        left.keySet().removeIf(published::contains);
        if (left.isEmpty()) {
            return;
        }
        Set<UUID> found = onKafka.find(Set.copyOf(left.keySet()));
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
