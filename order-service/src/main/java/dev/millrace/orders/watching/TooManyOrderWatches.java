package dev.millrace.orders.watching;

/** No more can watch orders at this instance. */
public final class TooManyOrderWatches extends RuntimeException {
    TooManyOrderWatches() {
        super("As many orders are being watched as can be.");
    }
}
