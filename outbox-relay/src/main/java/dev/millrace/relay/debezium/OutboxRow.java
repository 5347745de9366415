package dev.millrace.relay.debezium;

import dev.millrace.relay.outbox.OutboxEvent;
import io.debezium.connector.postgresql.PostgresStreamingChangeEventSource.PgConnectionSupplier;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import io.debezium.connector.postgresql.connection.ReplicationMessage.Column;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A row decoded from the log, and the position reached with it: everything that committed before {@code lsn}, and
 * {@code records} rows of the next transaction.
 */
record OutboxRow(ReplicationMessage inserted, long lsn, long records) {
    private static final Set<String> LONG_COLUMNS = Set.of("headers", "payload");
    private static final Set<String> TEXT_COLUMNS =
            Set.of("aggregate_type", "aggregate_id", "type", "source", "headers", "payload");

    /** Only arrays need a connection to be parsed. */
    private static final PgConnectionSupplier NO_CONNECTION = () -> {
        throw new IllegalStateException("the outbox has no arrays");
    };

    /** @param quotedTable schema and table in double quotes, as PostgreSQL writes them */
    boolean isOf(String quotedTable) {
        return inserted.getTable().equals(quotedTable);
    }

    /** Identifies the row: the event's id, or the time of the heartbeat. */
    String identity(String quotedOutbox) {
        Map<String, Column> columns = columns();
        return isOf(quotedOutbox) ? text(columns.get("id")) : "heartbeat " + time(columns.get("at"));
    }

    /** Length of headers and payload, in characters. */
    int characters() {
        int characters = 0;
        for (Column column : inserted.getNewTupleList()) {
            String text = LONG_COLUMNS.contains(column.getName()) ? text(column) : null;
            characters += text == null ? 0 : text.length();
        }
        return characters;
    }

    /**
     * Parses the values. This happens here and not on the thread that reads the socket. Columns added by others are not
     * parsed.
     */
    OutboxEvent event() {
        Map<String, Column> columns = columns();
        return new OutboxEvent(
                ((Number) columns.get("seq").getValue(NO_CONNECTION, false)).longValue(),
                text(columns.get("id")),
                text(columns.get("aggregate_type")),
                text(columns.get("aggregate_id")),
                text(columns.get("type")),
                text(columns.get("source")),
                time(columns.get("time")),
                text(columns.get("headers")),
                text(columns.get("payload")),
                TEXT_COLUMNS.stream().map(columns::get).anyMatch(Column::isToastedColumn));
    }

    private Map<String, Column> columns() {
        Map<String, Column> columns = new HashMap<>();
        inserted.getNewTupleList().forEach(column -> columns.put(column.getName(), column));
        return columns;
    }

    /** Null also for values that {@link OversizedRows} left out. */
    private static String text(Column column) {
        Object value = column.isToastedColumn() ? null : column.getValue(NO_CONNECTION, false);
        return value == null ? null : value.toString();
    }

    private static String time(Column column) {
        return column.getValue(NO_CONNECTION, false) instanceof OffsetDateTime time ? OutboxEvent.timeOf(time) : null;
    }
}
