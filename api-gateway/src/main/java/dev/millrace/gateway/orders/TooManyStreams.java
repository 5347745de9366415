package dev.millrace.gateway.orders;

/** The caller has reached its limit of open event streams. */
final class TooManyStreams extends RuntimeException {
    TooManyStreams(int maximum) {
        super("You are watching " + maximum + " orders, the maximum for a user. Close a stream first.");
    }
}
