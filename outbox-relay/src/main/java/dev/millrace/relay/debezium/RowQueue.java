package dev.millrace.relay.debezium;

import dev.millrace.relay.outbox.BatchLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The queue between the reader and the relay. The reader waits while it holds a whole batch, the relay while it is
 * empty, and while its last batch was taken less than an interval ago and the next one is not full.
 */
final class RowQueue {
    private final BatchLimit limit;
    private final Set<String> longColumns;
    private final long intervalNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition taken = lock.newCondition();
    private final Condition added = lock.newCondition();
    private List<OutboxRow> rows = new ArrayList<>();
    private long characters;
    private long earliest = System.nanoTime();

    /**
     * @param longColumns whose values count for the limit
     * @param interval between two batches; zero: each is taken as soon as it has a row
     */
    RowQueue(BatchLimit limit, Set<String> longColumns, Duration interval) {
        this.limit = limit;
        this.longColumns = longColumns;
        this.intervalNanos = interval.toNanos();
    }

    void put(OutboxRow row) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (limit.isReachedWith(rows.size(), characters)) {
                taken.await();
            }
            rows.add(row);
            characters += row.length(longColumns);
            added.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Returns all rows, at least one, as soon as they may be taken; none after the time-out. */
    List<OutboxRow> take(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        lock.lockInterruptibly();
        try {
            long nanos = remaining(deadline);
            while (nanos > 0 && !isTakeable()) {
                added.awaitNanos(rows.isEmpty() ? nanos : Math.min(nanos, remaining(earliest)));
                nanos = remaining(deadline);
            }
            return isTakeable() ? takeAll() : List.of();
        } finally {
            lock.unlock();
        }
    }

    private boolean isTakeable() {
        return !rows.isEmpty() && (remaining(earliest) <= 0 || limit.isReachedWith(rows.size(), characters));
    }

    private List<OutboxRow> takeAll() {
        List<OutboxRow> batch = rows;
        rows = new ArrayList<>();
        characters = 0;
        earliest = System.nanoTime() + intervalNanos;
        taken.signal();
        return batch;
    }

    private static long remaining(long instant) {
        return instant - System.nanoTime();
    }
}
