package dev.millrace.chassis.messaging;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.Set;

/**
 * Recognizes database failures that disappear without a change of the message: the database is unavailable, read-only
 * after a failover, or overloaded. They are retried without limit, so no failure that the message itself causes may be
 * included.
 */
public final class TransientDatabaseFailure {
    /** SQLSTATE classes: connection lost (08), refused login (28), insufficient resources (53), I/O error (58). */
    private static final Set<String> CLASSES = Set.of("08", "28", "53", "58");

    /** SQLSTATEs of a database that is shutting down or starting. */
    private static final String OPERATOR_INTERVENTION = "57P";

    private static final Set<String> STATES = Set.of(
            "25006", // read-only: the former primary after a failover, or a full disk
            "3D000", // the database does not exist, because it is being restored
            "40001", // serialization failure
            "40003", // statement completion unknown
            "40P01", // deadlock
            "55P03", // lock not available
            "57014"); // cancelled, as by a statement timeout

    private TransientDatabaseFailure() {}

    /** Checks suppressed exceptions too: the transaction manager adds the cause of a failed commit to them. */
    public static boolean isCauseOf(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && anyIsTransient(sql)
                    || Arrays.stream(cause.getSuppressed()).anyMatch(TransientDatabaseFailure::isCauseOf)) {
                return true;
            }
        }
        return false;
    }

    public static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** The cause of a failed JDBC batch is in the chain of next exceptions. */
    private static boolean anyIsTransient(SQLException e) {
        for (SQLException each = e; each != null; each = each.getNextException()) {
            if (isTransient(each)) {
                return true;
            }
        }
        return false;
    }

    /** A time-out of the connection pool has no SQLSTATE. */
    private static boolean isTransient(SQLException e) {
        String state = e.getSQLState();
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || state == null
                || STATES.contains(state)
                || state.startsWith(OPERATOR_INTERVENTION)
                || CLASSES.stream().anyMatch(state::startsWith);
    }
}
