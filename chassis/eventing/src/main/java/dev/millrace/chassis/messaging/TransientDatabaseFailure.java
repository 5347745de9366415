package dev.millrace.chassis.messaging;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.Set;

/**
 * Tells a failure that time heals, such as a database that is away, read-only after a failover or overloaded, from an
 * effect that failed. What it names is repeated without end, so nothing that depends on the message alone is among it.
 */
public final class TransientDatabaseFailure {
    /** Refused login (28), connection lost (08), out of resources (53), shutting down or starting (57P), I/O error (58). */
    private static final Set<String> CLASSES = Set.of("08", "28", "53", "58");

    private static final String OPERATOR_INTERVENTION = "57P";

    private static final Set<String> STATES = Set.of(
            "25006", // read-only: the old primary after a failover, or a full disk
            "3D000", // the database does not exist: it is being restored
            "40001", // serialization failure
            "40003", // statement completion unknown
            "40P01", // deadlock
            "55P03", // lock not available
            "57014"); // cancelled, as by a statement timeout

    private TransientDatabaseFailure() {}

    /** Also when a commit failed: the transaction manager tells the cause of that among what it suppressed. */
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

    /** The cause of a failed batch of statements is in its chain. */
    private static boolean anyIsTransient(SQLException e) {
        for (SQLException each = e; each != null; each = each.getNextException()) {
            if (isTransient(each)) {
                return true;
            }
        }
        return false;
    }

    /** The connection pool times out without a state. */
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
