package dev.millrace.relay.postgres;

import dev.millrace.relay.outbox.BatchLimit;
import dev.millrace.relay.outbox.OutboxEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads rows of an outbox table, and never holds more than one batch in memory: it queries the sizes before the rows.
 * Of an oversized row it reads only the short columns.
 */
final class RowReader {
    /** Select list of the query for {@link #read}: the id of each row and its size in bytes. */
    static final String SIZES = "id, " + size("aggregate_type", "aggregate_id", "type", "source", "headers", "payload");

    private static final String ROWS = "SELECT seq, id, "
            + Stream.of("aggregate_type", "aggregate_id", "type", "source", "headers", "payload")
                    .map(RowReader::unlessTooLong)
                    .collect(Collectors.joining(", "))
            + ", time, oversized FROM (SELECT *, id = ANY(?) AS oversized FROM %s WHERE id = ANY(?)) r ORDER BY seq";

    private final Connection session;
    private final String table;
    private final int maxRowSize;

    RowReader(Connection session, SourceDatabase database) {
        this.session = session;
        this.table = database.table();
        this.maxRowSize = database.maxRowSize();
    }

    /** @param sizes selects {@link #SIZES} of the rows, in order */
    List<OutboxEvent> read(PreparedStatement sizes, BatchLimit limit) throws SQLException {
        while (true) {
            Optional<List<OutboxEvent>> found = tryToRead(sizes, limit);
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    /** Empty when all selected rows were deleted before they were read; an empty list when there are no rows. */
    private Optional<List<OutboxEvent>> tryToRead(PreparedStatement sizes, BatchLimit limit) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        List<UUID> oversized = new ArrayList<>();
        long total = 0;
        try (ResultSet row = sizes.executeQuery()) {
            while (!limit.isReachedWith(ids.size(), total) && row.next()) {
                ids.add(row.getObject(1, UUID.class));
                long size = row.getLong(2);
                if (size > maxRowSize) {
                    oversized.add(ids.getLast());
                } else {
                    total += size;
                }
            }
        }
        List<OutboxEvent> events = ids.isEmpty() ? List.of() : rows(ids, oversized);
        return Optional.of(events).filter(read -> ids.isEmpty() || !read.isEmpty());
    }

    private List<OutboxEvent> rows(Collection<UUID> ids, Collection<UUID> oversized) throws SQLException {
        List<OutboxEvent> events = new ArrayList<>();
        try (PreparedStatement select = session.prepareStatement(ROWS.formatted(table))) {
            select.setArray(1, session.createArrayOf("uuid", oversized.toArray()));
            select.setArray(2, session.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(event(row));
                }
            }
        }
        return events;
    }

    private static OutboxEvent event(ResultSet row) throws SQLException {
        OffsetDateTime time = row.getObject("time", OffsetDateTime.class);
        return new OutboxEvent(
                row.getLong("seq"),
                row.getString("id"),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getString("type"),
                row.getString("source"),
                time == null ? null : OutboxEvent.timeOf(time),
                row.getString("headers"),
                row.getString("payload"),
                row.getBoolean("oversized"));
    }

    private static String size(String... columns) {
        return Stream.of(columns)
                .map("coalesce(octet_length(%s::text), 0)"::formatted)
                .collect(Collectors.joining(" + ", "(", ")::bigint AS size"));
    }

    private static String unlessTooLong(String column) {
        return "CASE WHEN NOT oversized OR octet_length(%1$s::text) <= %2$d THEN %1$s::text END AS %1$s"
                .formatted(column, OutboxEvent.LONGEST_OF_OVERSIZED);
    }
}
