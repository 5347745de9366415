package dev.millrace.relay.postgres;

/** The database lacks what the relay needs; the message names the remedy. */
public final class SourceNotReady extends RuntimeException {
    public SourceNotReady(String message) {
        super(message);
    }
}
