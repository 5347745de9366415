package dev.millrace.chassis.outbox;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Writes rows with one statement, in their order. */
@ApplicationScoped
class OutboxWriter {
    private static final String INSERT = """
            INSERT INTO outbox (id, aggregate_type, aggregate_id, type, source, time, headers, payload)
            SELECT id, aggregate_type, aggregate_id, type, source, time, headers::json, payload::json
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])
                WITH ORDINALITY
                AS row (id, aggregate_type, aggregate_id, type, source, time, headers, payload, position)
            ORDER BY position""";

    private final AgroalDataSource database;

    OutboxWriter(AgroalDataSource database) {
        this.database = database;
    }

    void write(List<OutboxRow> rows) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, column(connection, "uuid", rows, OutboxRow::id));
            insert.setArray(2, column(connection, "text", rows, OutboxRow::aggregateType));
            insert.setArray(3, column(connection, "text", rows, OutboxRow::aggregateId));
            insert.setArray(4, column(connection, "text", rows, OutboxRow::type));
            insert.setArray(5, column(connection, "text", rows, OutboxRow::source));
            insert.setArray(6, column(connection, "timestamptz", rows, OutboxRow::time));
            insert.setArray(7, column(connection, "text", rows, OutboxRow::headers));
            insert.setArray(8, column(connection, "text", rows, OutboxRow::payload));
            insert.executeUpdate();
        } catch (SQLException e) {
            List<String> types = rows.stream().map(OutboxRow::type).distinct().toList();
            throw new OutboxException("The events " + types + " could not be written to the outbox", e);
        }
    }

    private static Array column(
            Connection connection, String type, List<OutboxRow> rows, Function<OutboxRow, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }
}
