package dev.millrace.chassis.http;

/**
 * How many requests an instance handles at a time. The limit starts at its minimum, grows by one with each request that
 * was quick while half of the limit was in use, and shrinks by a tenth with each slow one. Little's law: the limit
 * divided by the throughput is the time that a request takes.
 */
final class ConcurrencyLimit {
    private static final double BACK_OFF = 0.9;

    private final int minimum;
    private final int maximum;
    private double limit;

    ConcurrencyLimit(int minimum, int maximum) {
        this.minimum = Math.min(minimum, maximum);
        this.maximum = maximum;
        this.limit = this.minimum;
    }

    synchronized int current() {
        return (int) limit;
    }

    /** @param inFlight requests that were being handled, this one included */
    synchronized void quick(int inFlight) {
        if (2 * inFlight >= limit) {
            limit = Math.min(maximum, limit + 1);
        }
    }

    synchronized void slow() {
        limit = Math.max(minimum, limit * BACK_OFF);
    }
}
