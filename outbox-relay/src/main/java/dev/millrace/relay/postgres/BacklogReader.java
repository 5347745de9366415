package dev.millrace.relay.postgres;

import dev.millrace.relay.outbox.Batch;
import dev.millrace.relay.outbox.OutboxEvent;
import dev.millrace.relay.outbox.Position;
import dev.millrace.relay.outbox.Position.Backlog;
import dev.millrace.relay.outbox.Publishing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes the rows that are older than the slot, in the order of their insertion. Which ones these are is told by the
 * snapshot in which the slot began: a row belongs to them when its transaction is visible there.
 */
public final class BacklogReader {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A row's xmin has 32 bits; of the 64-bit ids that end so, it is the greatest that is not in the future. */
    private static final String NEXT = """
            WITH now AS (SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS xid)
            SELECT seq, id, aggregate_type, aggregate_id, type, source, time, headers, payload
            FROM %s AS o, now
            WHERE seq > ? AND pg_visible_in_snapshot(
                (now.xid - ((now.xid - o.xmin::text::bigint) & 4294967295))::text::xid8, ?::pg_snapshot)
            ORDER BY seq LIMIT ?
            """;

    private final Database database;
    private final int batchSize;

    public BacklogReader(Database database, int batchSize) {
        this.database = database;
        this.batchSize = batchSize;
    }

    /** @return where to go on once all of them are published */
    public Position publish(Backlog backlog, Publishing publishing) throws SQLException {
        try (Connection connection = database.connect(PATIENCE);
                PreparedStatement next = connection.prepareStatement(NEXT.formatted(database.table()))) {
            long seq = backlog.seq();
            while (true) {
                List<OutboxEvent> events = read(next, seq, backlog.snapshot());
                boolean last = events.size() < batchSize;
                seq = events.isEmpty() ? seq : events.getLast().seq();
                Position reached = last
                        ? Position.startOf(database.slot())
                        : Position.inBacklog(database.slot(), backlog.snapshot(), seq);
                publishing.publish(new Batch(events, reached));
                if (last) {
                    return reached;
                }
            }
        }
    }

    private List<OutboxEvent> read(PreparedStatement next, long after, String snapshot) throws SQLException {
        next.setLong(1, after);
        next.setString(2, snapshot);
        next.setInt(3, batchSize);
        List<OutboxEvent> events = new ArrayList<>();
        try (ResultSet row = next.executeQuery()) {
            while (row.next()) {
                events.add(new OutboxEvent(
                        row.getLong("seq"),
                        row.getString("id"),
                        row.getString("aggregate_type"),
                        row.getString("aggregate_id"),
                        row.getString("type"),
                        row.getString("source"),
                        row.getObject("time", OffsetDateTime.class)
                                .withOffsetSameInstant(ZoneOffset.UTC)
                                .toString(),
                        row.getString("headers"),
                        row.getString("payload")));
            }
        }
        return events;
    }
}
