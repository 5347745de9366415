package dev.millrace.relay.debezium;

import dev.millrace.relay.outbox.OutboxEvent;
import dev.millrace.relay.outbox.TableRow;
import dev.millrace.relay.postgres.OutboxLayout;
import dev.millrace.relay.postgres.SourceDatabase;
import dev.millrace.relay.postgres.TableColumns;
import io.debezium.connector.postgresql.connection.ReplicationMessage.Column;
import io.debezium.relational.TableId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

import static dev.millrace.relay.debezium.OutboxRow.text;
import static dev.millrace.relay.debezium.OutboxRow.time;

/**
 * Parses the rows of an outbox table, on the relay's thread and not on the one that reads the socket. Columns that do
 * not belong to the layout are not parsed.
 */
final class RowParser {
    private final String quotedTable;
    private final OutboxLayout layout;
    private final List<TableRow.Column> named;

    private RowParser(SourceDatabase database, List<TableRow.Column> named) {
        this.quotedTable = TableId.parse(database.table(), false).toDoubleQuotedString();
        this.layout = database.layout();
        this.named = named;
    }

    static RowParser of(SourceDatabase database) throws SQLException {
        return new RowParser(database, TableColumns.of(database));
    }

    boolean isEvent(OutboxRow row) {
        return row.isOf(quotedTable);
    }

    /** Identifies the row: the event's id, or the time of the heartbeat. */
    String identity(OutboxRow row) {
        return isEvent(row) ? id(row.columns()) : row.heartbeat();
    }

    OutboxEvent event(OutboxRow row) {
        return layout.byName() ? named(row.columns()) : millrace(row.columns());
    }

    private String id(Map<String, Column> columns) {
        return Objects.requireNonNull(text(columns.get(layout.columns().id())), "a row has no id");
    }

    private OutboxEvent millrace(Map<String, Column> columns) {
        return new OutboxEvent(
                id(columns),
                text(columns.get("aggregate_type")),
                text(columns.get("aggregate_id")),
                text(columns.get("type")),
                text(columns.get("source")),
                time(columns.get("time")),
                text(columns.get("headers")),
                text(columns.get("payload")),
                OutboxLayout.texts().stream().map(columns::get).anyMatch(Column::isToastedColumn),
                null);
    }

    private OutboxEvent named(Map<String, Column> columns) {
        List<@Nullable String> values = new ArrayList<>();
        boolean oversized = false;
        for (TableRow.Column each : named) {
            Column column = columns.get(each.name());
            oversized |= column != null && column.isToastedColumn();
            values.add(asText(OutboxRow.value(column)));
        }
        return layout.columns().event(new TableRow(named, values), oversized);
    }

    /** As {@link dev.millrace.relay.outbox.ColumnType} says. */
    private static @Nullable String asText(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
            case Instant timestamp ->
                timestamp.atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
            default -> value.toString();
        };
    }
}
