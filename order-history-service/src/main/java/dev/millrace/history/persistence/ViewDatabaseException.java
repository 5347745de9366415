package dev.millrace.history.persistence;

import java.sql.SQLException;

/** A statement on the view's database failed; the cause tells whether a retry can succeed. */
public final class ViewDatabaseException extends RuntimeException {
    ViewDatabaseException(SQLException cause) {
        super("The view's database failed: " + cause.getMessage(), cause);
    }
}
