package dev.millrace.relay.outbox;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one row, for record formats that consist of columns.
 *
 * @param columns shared by the rows of a table
 * @param values as texts, in the order of the columns; null for NULL. {@link ColumnType} says how each is written
 */
public record TableRow(List<Column> columns, List<@Nullable String> values) {

    /** @param precision digits of a second's fraction; 6 unless the column declares fewer */
    public record Column(String name, ColumnType type, boolean notNull, int precision) {}

    /** Empty when the value is NULL or the table has no such column. */
    public Optional<String> value(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return Optional.ofNullable(values.get(i));
            }
        }
        return Optional.empty();
    }
}
