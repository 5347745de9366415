package dev.millrace.relay.postgres;

import java.sql.SQLException;

/**
 * The right to publish one source, or one share of it: a session advisory lock on the election's connection. Whoever has
 * it confirms it every so often; the database ends it with the session.
 */
public final class Leadership {
    private final Statement statement;

    /** Run on the lock's session. */
    @FunctionalInterface
    interface Statement {
        int execute() throws SQLException;
    }

    Leadership(Statement statement) {
        this.statement = statement;
    }

    /**
     * Tells the database, and through it the standbys, that the leader is alive.
     *
     * @return how many relays take part in the source's shares; 1 for a whole source
     */
    public int confirm() throws SQLException {
        return statement.execute();
    }
}
