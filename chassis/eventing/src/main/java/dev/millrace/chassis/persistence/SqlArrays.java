package dev.millrace.chassis.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Binds the columns of many rows as arrays, for one statement with {@code unnest}. */
public final class SqlArrays {
    private SqlArrays() {}

    /** @param type PostgreSQL's name of the column's type */
    public static <T> void bind(
            PreparedStatement statement, int parameter, String type, List<T> rows, Function<T, Object> column)
            throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(
                parameter,
                connection.createArrayOf(type, rows.stream().map(column).toArray()));
    }
}
