package dev.millrace.orders.watching;

/** No more can watch orders at this instance. */
public final class TooManyWatchers extends RuntimeException {
    TooManyWatchers() {
        super("As many orders are being watched as can be.");
    }
}
