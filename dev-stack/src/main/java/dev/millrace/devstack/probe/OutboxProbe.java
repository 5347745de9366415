package dev.millrace.devstack.probe;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads a service's outbox, for tests. Requires the PostgreSQL driver on the class path. */
public final class OutboxProbe {
    /** A row of the outbox. */
    public record Row(UUID id, String type, String headers, String payload) {}

    private final String jdbcUrl;
    private final String username;
    private final String password;

    public OutboxProbe(String jdbcUrl, String username, String password) {
        this.jdbcUrl = jdbcUrl;
        this.username = username;
        this.password = password;
    }

    /** The aggregate's committed rows, in order. */
    public List<Row> rows(UUID aggregateId) {
        String sql = "SELECT id, type, headers, payload FROM outbox WHERE aggregate_id = ? ORDER BY seq";
        try (Connection connection = DriverManager.getConnection(jdbcUrl, username, password);
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, aggregateId.toString());
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(
                            found.getObject(1, UUID.class),
                            found.getString(2),
                            found.getString(3),
                            found.getString(4)));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("The outbox at " + jdbcUrl + " cannot be read", e);
        }
    }

    /** The event types of the aggregate's committed rows, in order. */
    public List<String> types(UUID aggregateId) {
        return rows(aggregateId).stream().map(Row::type).toList();
    }
}
