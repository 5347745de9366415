package dev.millrace.relay.debezium;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When the next batch may be taken: on average one in each interval, and up to {@link #BURST} without a wait after a
 * pause. Generic cell rate algorithm: the state is the time at which the next batch would be due if each had kept the
 * interval.
 */
final class BatchPace {
    /**
     * A saga that has the system to itself publishes two events of one source within an interval. Neither of them
     * waits, and two such sagas may follow each other.
     */
    static final int BURST = 4;

    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private long due;

    /** @param interval zero: no batch waits */
    BatchPace(Duration interval, LongSupplier nanoTime) {
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.due = nanoTime.getAsLong();
    }

    /** Returns the nanoseconds until a batch may be taken; zero or less: now. */
    long remainingNanos() {
        return due - (BURST - 1) * intervalNanos - nanoTime.getAsLong();
    }

    /**
     * Counts a batch. One that did not wait because it was full delays the next by one interval at most.
     *
     * <p>Under load a batch is taken a little after it is due, because a thread must wake up. This delay is not made up
     * for. Otherwise two sources would keep the distance between their batches, and a saga whose steps alternate between
     * them might wait for nearly a whole interval at each step.
     */
    void taken() {
        long now = nanoTime.getAsLong();
        long late = -remainingNanos();
        long owed =
                0 <= late && late < intervalNanos / 4 ? BURST * intervalNanos : Math.max(0, due - now) + intervalNanos;
        due = now + Math.min(owed, BURST * intervalNanos);
    }
}
