package dev.millrace.relay.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLState;

/**
 * Recognizes a connection pooler in front of PostgreSQL: it announces a process id that is not the backend's. A pooler
 * that keeps a session on one backend is let through, because the relay's locks hold there.
 */
final class PoolerCheck {
    private static final Logger LOG = Logger.getLogger(PoolerCheck.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String REFUSED_PARAMETER = "unsupported startup parameter"; // PgBouncer's words

    private PoolerCheck() {}

    /**
     * A connection on which a lock may be taken.
     *
     * @throws SourceNotReady when a pooler refuses the connection, or a lock of the session would not be its own
     */
    static Connection connect(SourceDatabase database, Duration timeout) throws SQLException {
        Connection session;
        try {
            session = database.connect(timeout);
        } catch (SQLException e) {
            throw explained(database, e);
        }
        try {
            checkSession(database, session);
            return session;
        } catch (SQLException | SourceNotReady e) {
            session.close();
            throw e;
        }
    }

    private static void checkSession(SourceDatabase database, Connection session) throws SQLException {
        if (!isPooled(session)) {
            return;
        }
        int backend = backend(session);
        try (Connection other = database.connect(TIMEOUT)) {
            other.setAutoCommit(false); // its transaction occupies a backend
            if (backend(other) == backend || backend(session) != backend) {
                throw pooled(database, "which gives each transaction another session, so that no lock holds");
            }
        }
        LOG.infof(
                "%s: %s:%s is a connection pooler or proxy that keeps sessions",
                database.name(), database.host(), database.port());
    }

    /** @throws SourceNotReady when the pooler in front of the server does not pass the replication protocol on */
    static void checkReplication(SourceDatabase database, Connection session) throws SQLException {
        if (!isPooled(session)) {
            return;
        }
        try (Connection replication = database.connectReplicating(TIMEOUT);
                Statement statement = replication.createStatement()) {
            statement.execute("IDENTIFY_SYSTEM");
        } catch (SQLException e) {
            if (PSQLState.SYNTAX_ERROR.getState().equals(e.getSQLState())) {
                throw pooled(database, "which does not pass the replication protocol on");
            }
            throw explained(database, e);
        }
    }

    /** @throws SourceNotReady when the failure to connect is a pooler's; PostgreSQL words it differently */
    private static SQLException explained(SourceDatabase database, SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains(REFUSED_PARAMETER)) {
            throw pooled(database, "which answers: " + message);
        }
        return failure;
    }

    private static SourceNotReady pooled(SourceDatabase database, String reason) {
        return new SourceNotReady(
                "%s:%s is a connection pooler, %s; let relay.sources.%s.jdbc-url name the PostgreSQL server itself"
                        .formatted(database.host(), database.port(), reason, database.name()));
    }

    private static boolean isPooled(Connection session) throws SQLException {
        return session.unwrap(PGConnection.class).getBackendPID() != backend(session);
    }

    private static int backend(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_backend_pid()")) {
            result.next();
            return result.getInt(1);
        }
    }
}
