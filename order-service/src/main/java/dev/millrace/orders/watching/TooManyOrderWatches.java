package dev.millrace.orders.watching;

/** The maximum number of watches at this instance is reached. */
public final class TooManyOrderWatches extends RuntimeException {
    TooManyOrderWatches() {
        super("The maximum number of orders is being watched.");
    }
}
