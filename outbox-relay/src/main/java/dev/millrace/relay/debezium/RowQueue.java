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
 * empty.
 */
final class RowQueue {
    private final BatchLimit limit;
    private final Set<String> longColumns;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition taken = lock.newCondition();
    private final Condition added = lock.newCondition();
    private List<OutboxRow> rows = new ArrayList<>();
    private long characters;

    /** @param longColumns whose values count for the limit */
    RowQueue(BatchLimit limit, Set<String> longColumns) {
        this.limit = limit;
        this.longColumns = longColumns;
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

    /** Returns all rows as soon as there is one; none after the time-out. */
    List<OutboxRow> take(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = timeout.toNanos();
            while (rows.isEmpty() && nanos > 0) {
                nanos = added.awaitNanos(nanos);
            }
            List<OutboxRow> batch = rows;
            rows = new ArrayList<>();
            characters = 0;
            taken.signal();
            return batch;
        } finally {
            lock.unlock();
        }
    }
}
