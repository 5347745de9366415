package dev.millrace.testsupport.probe;

import dev.millrace.devstack.Credentials;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Checks the audit log, for tests. Requires the PostgreSQL driver on the class path. */
public final class AuditProbe {
    private final String jdbcUrl;
    private final Credentials role;

    public AuditProbe(String jdbcUrl, Credentials role) {
        this.jdbcUrl = jdbcUrl;
        this.role = role;
    }

    /**
     * Number of the aggregate's rows in the table that were last written by a transaction without an audit entry, by
     * comparison of {@code xmin}, the id of the transaction that wrote a row.
     *
     * @param column column with the aggregate's id
     */
    public long unaudited(String table, String column, UUID aggregateId) {
        String sql =
                "SELECT count(*) FROM %s t WHERE t.%s = ? AND NOT EXISTS (SELECT FROM audit_log a WHERE a.xmin = t.xmin)"
                        .formatted(table, column);
        try (Connection connection = DriverManager.getConnection(jdbcUrl, role.username(), role.password());
                PreparedStatement count = connection.prepareStatement(sql)) {
            count.setObject(1, aggregateId);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The actions recorded for the aggregate, oldest first. */
    public List<String> actions(UUID aggregateId) {
        String sql = "SELECT action FROM audit_log WHERE aggregate_id = ? ORDER BY seq";
        try (Connection connection = DriverManager.getConnection(jdbcUrl, role.username(), role.password());
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, aggregateId.toString());
            List<String> actions = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    actions.add(rows.getString(1));
                }
            }
            return actions;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Executes the statement as the role. Returns the database's error message, or {@code done} if there is none. */
    public String refusal(String statement) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, role.username(), role.password())) {
            connection.createStatement().execute(statement);
            return "done";
        } catch (SQLException e) {
            return e.getMessage();
        }
    }
}
