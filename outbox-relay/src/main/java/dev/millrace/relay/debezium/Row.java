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
record Row(ReplicationMessage inserted, long lsn, long records) {
    private static final Set<String> LONG_ONES = Set.of("headers", "payload");

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
        return isOf(quotedOutbox)
                ? (String) value(columns, "id")
                : "heartbeat " + OutboxEvent.timeOf((OffsetDateTime) value(columns, "at"));
    }

    /** Of headers and payload. */
    int characters() {
        int characters = 0;
        for (Column column : inserted.getNewTupleList()) {
            if (LONG_ONES.contains(column.getName())) {
                characters += ((String) column.getValue(NONE, false)).length();
            }
        }
        return characters;
    }

    /** Values are parsed here, and not where they are read from the socket; of columns that others have added, none. */
    OutboxEvent event() {
        Map<String, Column> columns = columns();
        return new OutboxEvent(
                (Long) value(columns, "seq"),
                (String) value(columns, "id"),
                (String) value(columns, "aggregate_type"),
                (String) value(columns, "aggregate_id"),
                (String) value(columns, "type"),
                (String) value(columns, "source"),
                OutboxEvent.timeOf((OffsetDateTime) value(columns, "time")),
                (String) value(columns, "headers"),
                (String) value(columns, "payload"));
    }

    private Map<String, Column> columns() {
        Map<String, Column> columns = new HashMap<>();
        inserted.getNewTupleList().forEach(column -> columns.put(column.getName(), column));
        return columns;
    }

    private static Object value(Map<String, Column> columns, String name) {
        return columns.get(name).getValue(NONE, false);
    }
}
