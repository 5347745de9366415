package dev.millrace.relay.postgres;

/** The database lacks what the relay needs; the message says the remedy. */
public final class NotPrepared extends RuntimeException {
    public NotPrepared(String message) {
        super(message);
    }
}
