package dev.millrace.customers.persistence;

import java.sql.SQLException;

/** The database did not do what an account needed; the caller's transaction must not commit. */
public final class CreditStoreException extends RuntimeException {
    CreditStoreException(String message, SQLException cause) {
        super(message, cause);
    }
}
