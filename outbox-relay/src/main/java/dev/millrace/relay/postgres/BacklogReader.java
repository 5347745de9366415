package dev.millrace.relay.postgres;

import dev.millrace.relay.outbox.Batch;
import dev.millrace.relay.outbox.BatchLimit;
import dev.millrace.relay.outbox.BatchSink;
import dev.millrace.relay.outbox.LogPosition;
import dev.millrace.relay.outbox.OutboxEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Publishes the rows that are older than the slot, in the order of their insertion. A row is older when its transaction
 * is visible in the snapshot that the slot exported at its creation.
 */
public final class BacklogReader {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String NEXT = OutboxTable.NOW + "SELECT " + RowReader.SIZES
            + " FROM %s AS o, now WHERE seq > ? AND NOT parked"
            + " AND pg_visible_in_snapshot(" + OutboxTable.ROW_XID + "::text::xid8, ?::pg_snapshot)"
            + " ORDER BY seq LIMIT ?";

    private final SourceDatabase database;
    private final BatchLimit batch;

    public BacklogReader(SourceDatabase database, BatchLimit batch) {
        this.database = database;
        this.batch = batch;
    }

    /** @return the position from which to continue once all of them are published */
    public LogPosition publish(LogPosition from, BatchSink sink) throws SQLException {
        try (Connection connection = database.connect(TIMEOUT);
                PreparedStatement next = connection.prepareStatement(NEXT.formatted(database.table()))) {
            RowReader rows = new RowReader(connection, database);
            long seq = from.backlog().seq();
            while (true) {
                List<OutboxEvent> events = read(rows, next, seq, from.backlog().snapshot());
                boolean last = events.isEmpty();
                seq = last ? seq : events.getLast().seq();
                LogPosition reached = last ? from.withoutBacklog() : from.withBacklogUpTo(seq);
                sink.publish(new Batch(events, reached));
                if (last) {
                    return reached;
                }
            }
        }
    }

    private List<OutboxEvent> read(RowReader rows, PreparedStatement next, long after, String snapshot)
            throws SQLException {
        next.setLong(1, after);
        next.setString(2, snapshot);
        next.setInt(3, batch.events());
        return rows.read(next, batch);
    }
}
