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
 * empty, and while a batch that is not full is not due by its {@link BatchPace}.
 */
final class RowQueue {
    private final BatchLimit limit;
    private final Set<String> longColumns;
    private final BatchPace pace;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition taken = lock.newCondition();
    private final Condition added = lock.newCondition();
    private List<OutboxRow> rows = new ArrayList<>();
    private long characters;

    /**
     * @param longColumns whose values count for the limit
     * @param interval between two batches, see {@link BatchPace}; zero: each is taken as soon as it has a row
     */
    RowQueue(BatchLimit limit, Set<String> longColumns, Duration interval) {
        this.limit = limit;
        this.longColumns = longColumns;
        this.pace = new BatchPace(interval, System::nanoTime);
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
                added.awaitNanos(rows.isEmpty() ? nanos : Math.min(nanos, pace.remainingNanos()));
                nanos = remaining(deadline);
            }
            return isTakeable() ? takeAll() : List.of();
        } finally {
            lock.unlock();
        }
    }

    private boolean isTakeable() {
        return !rows.isEmpty() && (pace.remainingNanos() <= 0 || limit.isReachedWith(rows.size(), characters));
    }

    private List<OutboxRow> takeAll() {
        List<OutboxRow> batch = rows;
        rows = new ArrayList<>();
        characters = 0;
        pace.taken();
        taken.signal();
        return batch;
    }

    private static long remaining(long instant) {
        return instant - System.nanoTime();
    }
}
