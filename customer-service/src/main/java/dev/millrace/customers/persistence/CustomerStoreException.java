package dev.millrace.customers.persistence;

import java.sql.SQLException;

/** The database did not do what was asked; the caller's transaction must not commit. */
public final class CustomerStoreException extends RuntimeException {
    CustomerStoreException(String message, SQLException cause) {
        super(message, cause);
    }
}
