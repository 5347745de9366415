package dev.millrace.chassis.messaging;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Arrays;

/** Tells a database that is away or overloaded from an effect that failed. */
public final class Unavailable {
    private Unavailable() {}

    /** Also when a commit failed: of that the transaction manager tells the cause among what was suppressed. */
    public static boolean isCauseOf(Throwable e) {
        return e != null
                && (e instanceof SQLException sql && isUnavailable(sql)
                        || isCauseOf(e.getCause())
                        || Arrays.stream(e.getSuppressed()).anyMatch(Unavailable::isCauseOf));
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
