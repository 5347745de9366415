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
 * Reads rows of an outbox table, with no more of them in memory than a batch may hold: it asks for their sizes before it
 * asks for the rows. Of a row that is larger than a row may be, it reads the short columns only.
 */
final class RowReader {
    /** For a query of what to {@link #read}: which rows, and how large each is. */
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

    /** @param sizes finds {@link #SIZES}, in order */
    List<OutboxEvent> read(PreparedStatement sizes, BatchLimit limit) throws SQLException {
        while (true) {
            Optional<List<OutboxEvent>> found = tryToRead(sizes, limit);
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    /** Empty when rows were found that somebody removed before they were read; that is not the same as none. */
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
