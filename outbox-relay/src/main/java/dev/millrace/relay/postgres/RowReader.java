package dev.millrace.relay.postgres;

import dev.millrace.relay.outbox.BatchLimit;
import dev.millrace.relay.outbox.OutboxEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of an outbox table, and never holds more than one batch in memory: it queries the sizes before the rows.
 * Of an oversized row it reads only the short columns.
 */
final class RowReader {
    private final Connection session;
    private final SourceDatabase database;
    private @Nullable RowColumns columns;

    RowReader(Connection session, SourceDatabase database) {
        this.session = session;
        this.database = database;
    }

    /** @param place of the last of the events, see {@link OutboxLayout#place()}; null when there is none */
    record Rows(List<OutboxEvent> events, @Nullable String place) {
        private static final Rows NONE = new Rows(List.of(), null);
    }

    /** The columns to read; found at the first use. */
    RowColumns columns() throws SQLException {
        if (columns == null) {
            columns = RowColumns.of(session, database);
        }
        return columns;
    }

    /** @param sizes selects {@link RowColumns#sizes()} of the rows, in order */
    Rows read(PreparedStatement sizes, BatchLimit limit) throws SQLException {
        while (true) {
            Optional<Rows> found = tryToRead(sizes, limit);
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    /** Empty when all selected rows were deleted before they were read; no rows when none were selected. */
    private Optional<Rows> tryToRead(PreparedStatement sizes, BatchLimit limit) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        List<UUID> oversized = new ArrayList<>();
        String place = null;
        long total = 0;
        try (ResultSet row = sizes.executeQuery()) {
            while (!limit.isReachedWith(ids.size(), total) && row.next()) {
                ids.add(row.getObject(1, UUID.class));
                long size = row.getLong(2);
                place = row.getString(3);
                if (size > database.maxRowSize()) {
                    oversized.add(ids.getLast());
                } else {
                    total += size;
                }
            }
        }
        if (ids.isEmpty()) {
            return Optional.of(Rows.NONE);
        }
        Map<UUID, OutboxEvent> events = events(ids, oversized);
        List<OutboxEvent> inOrder =
                ids.stream().map(events::get).filter(event -> event != null).toList();
        return inOrder.isEmpty() ? Optional.empty() : Optional.of(new Rows(inOrder, place));
    }

    private Map<UUID, OutboxEvent> events(List<UUID> ids, List<UUID> oversized) throws SQLException {
        Map<UUID, OutboxEvent> events = new HashMap<>();
        try (PreparedStatement select = session.prepareStatement(columns().rows())) {
            select.setArray(1, session.createArrayOf("uuid", oversized.toArray()));
            select.setArray(2, session.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    OutboxEvent event = columns().event(row);
                    events.put(UUID.fromString(event.id()), event);
                }
            }
        }
        return events;
    }
}
