package dev.millrace.relay.debezium;

import dev.millrace.relay.outbox.BatchLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The rows between reader and relay: the one waits while there is a whole batch, the other while there is nothing. */
final class RowQueue {
    private final BatchLimit limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition taken = lock.newCondition();
    private final Condition added = lock.newCondition();
    private List<OutboxRow> rows = new ArrayList<>();
    private long characters;

    RowQueue(BatchLimit limit) {
        this.limit = limit;
    }

    void put(OutboxRow row) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (limit.isReachedWith(rows.size(), characters)) {
                taken.await();
            }
            rows.add(row);
            characters += row.characters();
            added.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Returns as soon as there is a row, with all that are there; with none when {@code patience} is over. */
    List<OutboxRow> take(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
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
