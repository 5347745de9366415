package dev.millrace.chassis.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Binds each column of many rows as an array, for a single statement with {@code unnest}. */
public final class SqlArrays {
    private SqlArrays() {}

    /** @param type PostgreSQL's name of the element type */
    public static <T> void bind(
            PreparedStatement statement, int parameter, String type, List<T> rows, Function<T, Object> column)
            throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(
                parameter,
                connection.createArrayOf(type, rows.stream().map(column).toArray()));
    }
}
