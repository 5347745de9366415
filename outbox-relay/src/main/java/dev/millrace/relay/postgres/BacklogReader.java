package dev.millrace.relay.postgres;

import dev.millrace.relay.outbox.Batch;
import dev.millrace.relay.outbox.BatchLimit;
import dev.millrace.relay.outbox.BatchSink;
import dev.millrace.relay.outbox.LogPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the rows that are older than the slot, in the order of their insertion. A row is older when its transaction
 * is visible in the snapshot that the slot exported at its creation.
 */
public final class BacklogReader {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final SourceDatabase database;
    private final BatchLimit batch;

    public BacklogReader(SourceDatabase database, BatchLimit batch) {
        this.database = database;
        this.batch = batch;
    }

    /** @return the position from which to continue once all of them are published */
    public LogPosition publish(LogPosition from, BatchSink sink) throws SQLException {
        LogPosition.Backlog backlog = Objects.requireNonNull(from.backlog());
        try (Connection connection = database.connect(TIMEOUT)) {
            RowReader rows = new RowReader(connection, database);
            try (PreparedStatement next = connection.prepareStatement(query(rows))) {
                String place = placeOf(backlog);
                while (true) {
                    RowReader.Rows read = read(rows, next, place, backlog.snapshot());
                    place = read.place();
                    LogPosition reached = place == null ? from.withoutBacklog() : upTo(from, place);
                    sink.publish(new Batch(read.events(), reached));
                    if (place == null) {
                        return reached;
                    }
                }
            }
        }
    }

    private String query(RowReader rows) throws SQLException {
        OutboxLayout layout = database.layout();
        return OutboxTable.NOW + "SELECT " + rows.columns().sizes() + " FROM " + database.table() + " AS o, now WHERE "
                + layout.behind() + " AND " + layout.notParked()
                + " AND pg_visible_in_snapshot(" + OutboxTable.ROW_XID + "::text::xid8, ?::pg_snapshot)"
                + " ORDER BY " + layout.order() + " LIMIT ?";
    }

    private @Nullable String placeOf(LogPosition.Backlog backlog) {
        return database.layout().byName() ? backlog.place() : String.valueOf(backlog.seq());
    }

    private LogPosition upTo(LogPosition from, String place) {
        return database.layout().byName() ? from.withBacklogUpTo(place) : from.withBacklogUpTo(Long.parseLong(place));
    }

    private RowReader.Rows read(RowReader rows, PreparedStatement next, @Nullable String after, String snapshot)
            throws SQLException {
        next.setString(1, after);
        next.setString(2, snapshot);
        next.setInt(3, batch.events());
        return rows.read(next, batch);
    }
}
