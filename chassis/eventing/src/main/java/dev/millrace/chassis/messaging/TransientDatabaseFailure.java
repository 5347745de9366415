package dev.millrace.chassis.messaging;

import java.sql.SQLException;
import java.sql.SQLTransientException;

/** Tells a database that is away or overloaded from an effect that failed. */
public final class TransientDatabaseFailure {
    private TransientDatabaseFailure() {}

    public static boolean isCauseOf(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isUnavailable(sql)) {
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

    /** Connection lost (08), out of resources (53), shutting down or starting (57P); the pool times out without a state. */
    private static boolean isUnavailable(SQLException e) {
        String state = e.getSQLState();
        return e instanceof SQLTransientException
                || state == null
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P");
    }
}
