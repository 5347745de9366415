package dev.millrace.chassis.outbox;

import java.sql.SQLException;

/** The outbox could not be written; the caller's transaction must not commit. */
public final class OutboxException extends RuntimeException {
    OutboxException(String message, SQLException cause) {
        super(message, cause);
    }
}
