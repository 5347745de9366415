package dev.millrace.relay.kafka;

/** The row cannot become a record; the message says why. */
final class Unpublishable extends Exception {
    Unpublishable(String reason) {
        super(reason);
    }
}
