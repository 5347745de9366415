package dev.millrace.relay.postgres;

import dev.millrace.relay.outbox.ColumnType;
import dev.millrace.relay.outbox.NamedColumns;
import dev.millrace.relay.postgres.TableColumns.Declared;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that a table of the layout {@code debezium} has the columns that its settings name. */
final class NamedColumnCheck {
    private static final Set<String> TEXTS = Set.of("text", "varchar");
    private static final Set<String> KEYS = Set.of("text", "varchar", "uuid", "int8", "int4", "int2");
    private static final Set<String> PAYLOADS = Set.of("text", "varchar", "json", "jsonb", "bytea", "uuid");
    private static final Set<String> TIMES = Set.of("timestamp");
    private static final String READ = Arrays.stream(ColumnType.values())
            .map(type -> type.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));

    private final String table;
    private final Map<String, Declared> found;

    private NamedColumnCheck(String table, Map<String, Declared> found) {
        this.table = table;
        this.found = found;
    }

    /** @throws SourceNotReady when the table or a column is missing or unsuitable; the message names the remedy */
    static void check(Connection connection, SourceDatabase database) throws SQLException {
        Map<String, Declared> found = TableColumns.declared(connection, database.table());
        if (found.isEmpty()) {
            throw new SourceNotReady(
                    "there is no table %s; has its owner's migration run?".formatted(database.table()));
        }
        new NamedColumnCheck(database.table(), found).check(database.layout());
    }

    private void check(OutboxLayout layout) {
        NamedColumns columns = layout.columns();
        if (!require(columns.id(), "table.field.event.id", Set.of("uuid")).notNull()) {
            throw new SourceNotReady("column %2$s of %1$s may be null; ALTER TABLE %1$s ALTER COLUMN %2$s SET NOT NULL"
                    .formatted(table, columns.id()));
        }
        require(columns.aggregateType(), "route.by.field", TEXTS);
        require(columns.aggregateId(), "table.field.event.key", KEYS);
        require(columns.payload(), "table.field.event.payload", PAYLOADS);
        if (columns.time() != null) {
            require(columns.time(), "table.field.event.timestamp", TIMES);
        }
        layout.additionalColumns().forEach(column -> require(column, "table.fields.additional.placement", Set.of()));
    }

    /** @param accepted types; empty for all that are read */
    private Declared require(String column, String setting, Set<String> accepted) {
        Declared declared = found.get(column);
        if (declared == null) {
            throw new SourceNotReady("table %s has no column %s, which the router's setting %s names; it has %s"
                    .formatted(table, column, setting, String.join(", ", found.keySet())));
        }
        boolean isRead = ColumnType.of(declared.type()).isPresent();
        if (!isRead || !accepted.isEmpty() && !accepted.contains(declared.type())) {
            throw new SourceNotReady("column %s of %s is of type %s, which cannot be used for %s; it can be %s"
                    .formatted(
                            column,
                            table,
                            declared.type(),
                            setting,
                            accepted.isEmpty()
                                    ? READ
                                    : String.join(
                                            ", ", accepted.stream().sorted().toList())));
        }
        return declared;
    }
}
