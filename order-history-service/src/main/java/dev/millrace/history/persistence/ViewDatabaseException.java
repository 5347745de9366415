package dev.millrace.history.persistence;

import java.sql.SQLException;

/** The view's database did not do what it was asked; the cause says whether time heals it. */
public final class ViewDatabaseException extends RuntimeException {
    ViewDatabaseException(SQLException cause) {
        super("The view's database failed: " + cause.getMessage(), cause);
    }
}
