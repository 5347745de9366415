package dev.millrace.relay.kafka;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;

/**
 * The producers of one source, used in turn for one transaction each. A commit returns once it is decided, while the
 * broker still writes the commit markers to the partitions. Until it has written them, the same producer's next
 * transaction must wait, in steps of 20 ms by default. Another producer's transaction need not wait.
 *
 * <p>A transaction is decided before the next one begins. So transactions are decided, and appear in every partition,
 * in order.
 */
final class AlternatingProducers implements AutoCloseable {
    private final List<Producer<byte[], byte[]>> producers;
    private int turn;

    AlternatingProducers(List<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
    }

    /** Ends the open transactions of predecessors and fences them: none of them can commit once this returns. */
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
