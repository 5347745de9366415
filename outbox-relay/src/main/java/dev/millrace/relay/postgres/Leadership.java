package dev.millrace.relay.postgres;

import java.sql.SQLException;

/**
 * The right to publish a source or one of its shards: a session advisory lock on the election's connection. The leader
 * renews it periodically; the database releases it when the session ends.
 */
public final class Leadership {
    private final Statement statement;

    /** Runs on the lock's session. */
    @FunctionalInterface
    interface Statement {
        int execute() throws SQLException;
    }

    Leadership(Statement statement) {
        this.statement = statement;
    }

    /**
     * Shows the database, and through it the standbys, that the leader is alive.
     *
     * @return how many relays work on the source's shards; 1 for a whole source
     * @throws SQLException when the session is lost
     */
    public int renew() throws SQLException {
        return statement.execute();
    }
}
