package dev.millrace.testsupport.probe;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.testsupport.DevStackResource;
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
    public record Row(UUID id, String aggregateType, String aggregateId, String type, String headers, String payload) {}

    private final String jdbcUrl;
    private final Credentials owner;

    public OutboxProbe(String jdbcUrl, Credentials owner) {
        this.jdbcUrl = jdbcUrl;
        this.owner = owner;
    }

    /** The outbox in that database of {@link DevStackResource}'s stack. */
    public static OutboxProbe of(Database database) {
        return new OutboxProbe(DevStackResource.stack().jdbcUrl(database), database.owner());
    }

    /** The aggregate's committed rows, in order. */
    public List<Row> rows(UUID aggregateId) {
        return select("WHERE aggregate_id = ?", aggregateId.toString());
    }

    /** All committed rows, in the order of their insertion. */
    public List<Row> rows() {
        return select("");
    }

    private List<Row> select(String where, String... parameters) {
        String sql = "SELECT id, aggregate_type, aggregate_id, type, headers, payload FROM outbox %s ORDER BY seq"
                .formatted(where);
        try (Connection connection = DriverManager.getConnection(jdbcUrl, owner.username(), owner.password());
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(
                            found.getObject(1, UUID.class),
                            found.getString(2),
                            found.getString(3),
                            found.getString(4),
                            found.getString(5),
                            found.getString(6)));
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
