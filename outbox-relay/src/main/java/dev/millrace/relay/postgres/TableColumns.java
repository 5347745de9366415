package dev.millrace.relay.postgres;

import dev.millrace.relay.outbox.ColumnType;
import dev.millrace.relay.outbox.TableRow.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of a table, from the catalogue. */
public final class TableColumns {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MICROSECONDS = 6;
    private static final String FIND = """
            SELECT attname, typname, attnotnull, atttypmod FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
            WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
            """;

    private TableColumns() {}

    /** A column as declared. */
    record Declared(String type, boolean notNull, int modifier) {}

    /** All columns by name, in their order; empty when there is no such table. */
    static Map<String, Declared> declared(Connection connection, String table) throws SQLException {
        Map<String, Declared> found = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setString(1, table);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.put(row.getString(1), new Declared(row.getString(2), row.getBoolean(3), row.getInt(4)));
                }
            }
        }
        return found;
    }

    /** The columns that are read by name; those of other types are left out. */
    static List<Column> readable(Connection connection, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        declared(connection, table)
                .forEach((name, column) -> ColumnType.of(column.type())
                        .ifPresent(type -> columns.add(new Column(name, type, column.notNull(), precision(column)))));
        return List.copyOf(columns);
    }

    /** The columns that are read by name; none in the layout {@code millrace}. */
    public static List<Column> of(SourceDatabase database) throws SQLException {
        if (!database.layout().byName()) {
            return List.of();
        }
        try (Connection connection = database.connect(TIMEOUT)) {
            return readable(connection, database.table());
        }
    }

    private static int precision(Declared column) {
        return column.modifier() < 0 ? MICROSECONDS : Math.min(column.modifier(), MICROSECONDS);
    }
}
