package dev.millrace.history.application;

/** Events are pushed to this instance, so it has no access to Kafka. */
public final class RebuildUnavailable extends RuntimeException {
    RebuildUnavailable() {
        super("Events are pushed to this instance, which has no log to rebuild the view from. Start one with"
                + " MESSAGING_MODE=pull on the same database and ask that; this one goes on serving and being fed.");
    }
}
