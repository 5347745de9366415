package dev.millrace.relay.outbox;

import java.util.Optional;

/** The column types that are read in a layout with columns by name, and how their values are written as text. */
public enum ColumnType {
    TEXT,
    VARCHAR,
    UUID,
    JSON,
    JSONB,
    INT2,
    INT4,
    INT8,
    BOOL,
    /** {@code \\x} and hexadecimal digits. */
    BYTEA,
    /** ISO 8601 without an offset. */
    TIMESTAMP,
    /** ISO 8601 with an offset. */
    TIMESTAMPTZ;

    /** @param name in {@code pg_type}; empty when the type is not read */
    public static Optional<ColumnType> of(String name) {
        for (ColumnType type : values()) {
            if (type.name().equalsIgnoreCase(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
