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
 * A row that the log tells of, and the place that is reached with it: all that committed before {@code lsn}, and so many
 * rows of the transaction after that.
 */
record OutboxRow(ReplicationMessage inserted, long lsn, long records) {
    private static final Set<String> LONG_ONES = Set.of("headers", "payload");
    private static final Set<String> OURS =
            Set.of("aggregate_type", "aggregate_id", "type", "source", "headers", "payload");

    /** Only arrays are parsed with the help of a connection. */
    private static final PgConnectionSupplier NONE = () -> {
        throw new IllegalStateException("the outbox has no arrays");
    };

    /** @param quotedTable as PostgreSQL writes it in full */
    boolean isOf(String quotedTable) {
        return inserted.getTable().equals(quotedTable);
    }

    /** What no other row has: the event's id, or when the heartbeat was written. */
    String identity(String quotedOutbox) {
        Map<String, Column> columns = columns();
        return isOf(quotedOutbox) ? text(columns.get("id")) : "heartbeat " + time(columns.get("at"));
    }

    /** Of headers and payload. */
    int characters() {
        int characters = 0;
        for (Column column : inserted.getNewTupleList()) {
            if (LONG_ONES.contains(column.getName()) && text(column) instanceof String text) {
                characters += text.length();
            }
        }
        return characters;
    }

    /** Values are parsed here, and not where they are read from the socket; of columns that others have added, none. */
    OutboxEvent event() {
        Map<String, Column> columns = columns();
        return new OutboxEvent(
                ((Number) columns.get("seq").getValue(NONE, false)).longValue(),
                text(columns.get("id")),
                text(columns.get("aggregate_type")),
                text(columns.get("aggregate_id")),
                text(columns.get("type")),
                text(columns.get("source")),
                time(columns.get("time")),
                text(columns.get("headers")),
                text(columns.get("payload")),
                OURS.stream().map(columns::get).anyMatch(Column::isToastedColumn));
    }

    private Map<String, Column> columns() {
        Map<String, Column> columns = new HashMap<>();
        inserted.getNewTupleList().forEach(column -> columns.put(column.getName(), column));
        return columns;
    }

    /** Null also for what {@link OversizedRows} leaves out. */
    private static String text(Column column) {
        Object value = column.isToastedColumn() ? null : column.getValue(NONE, false);
        return value == null ? null : value.toString();
    }

    private static String time(Column column) {
        return column.getValue(NONE, false) instanceof OffsetDateTime time ? OutboxEvent.timeOf(time) : null;
    }
}
