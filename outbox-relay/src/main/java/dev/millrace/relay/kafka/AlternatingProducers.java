package dev.millrace.relay.kafka;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;

/**
 * The producers of one source, a transaction each in turn. A commit returns when it is decided, while the broker still
 * marks the partitions; until that is done it keeps the same producer's next transaction waiting, for 20 ms at a time
 * unless it is set otherwise. Another producer's need not wait.
 *
 * <p>One transaction is decided before the next one begins, so they are decided, and stand in every partition, in order.
 */
final class AlternatingProducers implements AutoCloseable {
    private final List<Producer<byte[], byte[]>> producers;
    private int turn;

    AlternatingProducers(List<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
    }

    /** Ends what predecessors left open; none of theirs commits any more once this returns. */
    void fencePredecessors() {
        producers.forEach(Producer::initTransactions);
    }

    Producer<byte[], byte[]> next() {
        turn = (turn + 1) % producers.size();
        return producers.get(turn);
    }

    @Override
    public void close() {
        producers.forEach(producer -> producer.close(Duration.ZERO));
    }
}
