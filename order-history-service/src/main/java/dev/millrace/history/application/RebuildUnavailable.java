package dev.millrace.history.application;

/** Events are pushed to this instance, so it has no access to Kafka. */
public final class RebuildUnavailable extends RuntimeException {
    RebuildUnavailable() {
        super("This instance receives events by push and has no log from which it can rebuild the view. Start one with"
                + " MESSAGING_MODE=pull on the same database and send the request to it. This one continues to work.");
    }
}
