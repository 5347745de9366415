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
     * If only one saga runs at a time, it publishes two events of one source within an interval. The burst covers these
     * two and those of the saga that follows, so that none of them waits.
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
     * Counts a batch. A batch that did not wait because it was full delays the next one by one interval at most.
     *
     * <p>Under load a batch is taken slightly later than it is due, because waking a thread takes time. The next batch
     * does not compensate for this delay. Otherwise the batches of two sources would keep a constant distance, and a
     * saga whose steps alternate between them could wait for nearly a whole interval at each step.
     */
    void taken() {
        long now = nanoTime.getAsLong();
        long late = -remainingNanos();
        long owed =
                0 <= late && late < intervalNanos / 4 ? BURST * intervalNanos : Math.max(0, due - now) + intervalNanos;
        due = now + Math.min(owed, BURST * intervalNanos);
    }
}
