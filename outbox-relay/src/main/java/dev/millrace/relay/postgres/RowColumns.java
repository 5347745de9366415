package dev.millrace.relay.postgres;

import dev.millrace.relay.outbox.ColumnType;
import dev.millrace.relay.outbox.OutboxEvent;
import dev.millrace.relay.outbox.TableRow;
import dev.millrace.relay.outbox.TableRow.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

import static dev.millrace.relay.postgres.OutboxLayout.quoted;

/**
 * What is selected from an outbox table, and how a selected row becomes an event.
 *
 * @param columns that are read by name; none in the layout {@code millrace}
 */
record RowColumns(SourceDatabase database, List<Column> columns) {
    private static final String TOO_LONG = "oversized AND octet_length(%1$s::text) > %2$d";

    static RowColumns of(Connection session, SourceDatabase database) throws SQLException {
        return new RowColumns(
                database, database.layout().byName() ? TableColumns.readable(session, database.table()) : List.of());
    }

    private OutboxLayout layout() {
        return database.layout();
    }

    private List<String> names() {
        return layout().byName() ? columns.stream().map(Column::name).toList() : OutboxLayout.texts();
    }

    /** Select list for {@link RowReader#read} over rows {@code o}: id, size in bytes, place. */
    String sizes() {
        String size = names().stream()
                .map(name -> "coalesce(octet_length(o.%s::text), 0)".formatted(quoted(name)))
                .collect(Collectors.joining(" + ", "(", ")::bigint"));
        return "o.%s, %s, %s".formatted(quoted(layout().id()), size, layout().place());
    }

    /** Query for rows: its parameters are the ids of the oversized ones, and the ids of all. */
    String rows() {
        String id = quoted(layout().id());
        return "SELECT %s, oversized%s FROM (SELECT *, %s = ANY(?) AS oversized FROM %s WHERE %3$s = ANY(?)) r"
                .formatted(selected(), layout().byName() ? "" : ", id, time", id, database.table());
    }

    private String selected() {
        return layout().byName()
                ? columns.stream().map(RowColumns::asText).collect(Collectors.joining(", "))
                : names().stream()
                        .map(name -> unlessTooLong(name, name + "::text"))
                        .collect(Collectors.joining(", "));
    }

    private static String asText(Column column) {
        String name = quoted(column.name());
        boolean isTime = column.type() == ColumnType.TIMESTAMP || column.type() == ColumnType.TIMESTAMPTZ;
        return unlessTooLong(column.name(), isTime ? "to_json(%s) #>> '{}'".formatted(name) : name + "::text");
    }

    private static String unlessTooLong(String column, String text) {
        String name = quoted(column);
        return "CASE WHEN NOT (%s) OR %s IS NULL THEN %s END AS %s"
                .formatted(TOO_LONG.formatted(name, OutboxEvent.LONGEST_OF_OVERSIZED), name, text, name);
    }

    OutboxEvent event(ResultSet row) throws SQLException {
        return layout().byName() ? named(row) : millrace(row);
    }

    private OutboxEvent named(ResultSet row) throws SQLException {
        List<@Nullable String> values = new ArrayList<>();
        for (Column column : columns) {
            values.add(row.getString(column.name()));
        }
        return layout().columns().event(new TableRow(columns, values), row.getBoolean("oversized"));
    }

    private static OutboxEvent millrace(ResultSet row) throws SQLException {
        OffsetDateTime time = row.getObject("time", OffsetDateTime.class);
        return new OutboxEvent(
                row.getString("id"),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getString("type"),
                row.getString("source"),
                time == null ? null : OutboxEvent.timeOf(time),
                row.getString("headers"),
                row.getString("payload"),
                row.getBoolean("oversized"),
                null);
    }
}
