package dev.millrace.chassis.saga;

import java.sql.SQLException;

/** The saga tables could not be read or written; the caller's transaction must not commit. */
final class SagaPersistenceException extends RuntimeException {
    SagaPersistenceException(SQLException cause) {
        super("The saga tables could not be read or written", cause);
    }
}
