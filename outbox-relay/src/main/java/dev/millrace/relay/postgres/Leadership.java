package dev.millrace.relay.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The right to publish one source: a session advisory lock on a connection of its own. Whoever has it confirms it every
 * so often; the database ends it with the session.
 */
public final class Leadership implements AutoCloseable {
    private final Connection session;

    Leadership(Connection session) {
        this.session = session;
    }

    /** Tells the database, and through it the standbys, that the leader is alive. */
    public void confirm() throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
