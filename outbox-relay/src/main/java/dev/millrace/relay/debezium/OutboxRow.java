package dev.millrace.relay.debezium;

import dev.millrace.relay.outbox.OutboxEvent;
import io.debezium.connector.postgresql.PostgresStreamingChangeEventSource.PgConnectionSupplier;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import io.debezium.connector.postgresql.connection.ReplicationMessage.Column;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row decoded from the log, and the position reached with it: everything that committed before {@code lsn}, and
 * {@code records} rows of the next transaction.
 */
record OutboxRow(ReplicationMessage inserted, long lsn, long records) {
    /** Only arrays need a connection to be parsed. */
    private static final PgConnectionSupplier NO_CONNECTION = () -> {
        throw new IllegalStateException("the outbox has no arrays");
    };

    /** @param quotedTable schema and table in double quotes, as PostgreSQL writes them */
    boolean isOf(String quotedTable) {
        return inserted.getTable().equals(quotedTable);
    }

    /** Time of a heartbeat. */
    String heartbeat() {
        return "heartbeat " + time(columns().get("at"));
    }

    /** Length of the values of these columns, in characters or bytes. */
    int length(Set<String> longColumns) {
        int length = 0;
        for (Column column : inserted.getNewTupleList()) {
            if (longColumns.contains(column.getName())) {
                length += switch (value(column)) {
                    case String text -> text.length();
                    case byte[] bytes -> bytes.length;
                    case null, default -> 0;
                };
            }
        }
        return length;
    }

    Map<String, Column> columns() {
        Map<String, Column> columns = new HashMap<>();
        inserted.getNewTupleList().forEach(column -> columns.put(column.getName(), column));
        return columns;
    }

    /** Null also for values that {@link OversizedRows} left out, and for a column that the row does not have. */
    static @Nullable Object value(@Nullable Column column) {
        return column == null || column.isToastedColumn() ? null : column.getValue(NO_CONNECTION, false);
    }

    static @Nullable String text(@Nullable Column column) {
        Object value = value(column);
        return value == null ? null : value.toString();
    }

    static @Nullable String time(@Nullable Column column) {
        return value(column) instanceof OffsetDateTime time ? OutboxEvent.timeOf(time) : null;
    }
}
