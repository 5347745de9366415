package dev.millrace.gateway.orders;

/** The caller watches as many orders as one may. */
final class TooManyStreams extends RuntimeException {
    TooManyStreams(int maximum) {
        super("You are watching " + maximum + " orders, which is as many as you may. Close a stream first.");
    }
}
