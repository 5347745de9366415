package dev.millrace.customers.persistence;

import java.sql.SQLException;

/** A database statement failed; the caller's transaction must not commit. */
public final class CustomerStoreException extends RuntimeException {
    CustomerStoreException(String message, SQLException cause) {
        super(message, cause);
    }
}
