package dev.millrace.relay.postgres;

import dev.millrace.relay.postgres.TableColumns.Declared;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A column that an outbox table of the layout {@code millrace} must have, and the types that the relay can read. */
enum OutboxColumn {
    SEQ("bigint", Set.of("int8", "int4", "int2"), true),
    ID("uuid", Set.of("uuid"), true),
    AGGREGATE_TYPE("text", Types.TEXTS, false),
    AGGREGATE_ID("text", Set.of("text", "varchar", "uuid", "int8", "int4"), false),
    TYPE("text", Types.TEXTS, false),
    SOURCE("text", Types.TEXTS, false),
    TIME("timestamptz", Set.of("timestamptz"), false),
    HEADERS("json", Set.of("json", "jsonb"), false),
    PAYLOAD("json", Set.of("json", "jsonb"), false),
    PARKED("boolean", Set.of("bool"), true);

    private final String recommended;
    private final Set<String> accepted;
    private final boolean neverNull;

    OutboxColumn(String recommended, Set<String> accepted, boolean neverNull) {
        this.recommended = recommended;
        this.accepted = accepted;
        this.neverNull = neverNull;
    }

    /**
     * @throws SourceNotReady when the table or a column is missing or unsuitable; the message has the statement that
     *     fixes it
     */
    static void check(Connection connection, String table) throws SQLException {
        Map<String, Declared> found = TableColumns.declared(connection, table);
        if (found.isEmpty()) {
            throw new SourceNotReady("there is no table %s; has its owner's migration run?".formatted(table));
        }
        for (OutboxColumn column : values()) {
            column.check(found.get(column.column()), table);
        }
    }

    private void check(@Nullable Declared found, String table) {
        if (found == null) {
            throw new SourceNotReady("table %s has no column %s; ALTER TABLE %1$s ADD COLUMN %2$s %3$s"
                    .formatted(table, column(), this == PARKED ? "boolean NOT NULL DEFAULT false" : recommended));
        }
        if (!accepted.contains(found.type())) {
            throw new SourceNotReady(
                    "column %2$s of %1$s is of type %4$s, which the relay does not read; ALTER TABLE %1$s ALTER COLUMN %2$s TYPE %3$s USING %2$s%5$s"
                            .formatted(table, column(), recommended, found.type(), conversion(found.type())));
        }
        if (neverNull && !found.notNull()) {
            throw new SourceNotReady("column %2$s of %1$s may be null; ALTER TABLE %1$s ALTER COLUMN %2$s SET NOT NULL"
                    .formatted(table, column()));
        }
    }

    private String conversion(String type) {
        return this == TIME && type.equals("timestamp") ? " AT TIME ZONE 'UTC'" : "::" + recommended;
    }

    private String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static final class Types {
        private static final Set<String> TEXTS = Set.of("text", "varchar");
    }
}
