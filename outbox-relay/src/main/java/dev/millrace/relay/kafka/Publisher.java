package dev.millrace.relay.kafka;

import dev.millrace.relay.outbox.Batch;
import dev.millrace.relay.outbox.BatchSink;
import dev.millrace.relay.outbox.PolledPosition;
import dev.millrace.relay.outbox.Position;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Publishes one source's batches, each with its position in one Kafka transaction. {@link #fenceAndReadPositions()}
 * fences the predecessor before it reads the positions, so they cannot change any more.
 */
public final class Publisher implements BatchSink, AutoCloseable {
    private final String sourceName;
    private final String name;
    private final TransactionalSender sender;
    private final PositionStore positions;
    private final PublishedEventScanner scanner;
    private final CommittedRecords records;
    private final ParkedRowStore parkedRows;
    private final PublishMetrics metrics;

    /** @param name of the source or of its shard */
    Publisher(
            String sourceName,
            String name,
            TransactionalSender sender,
            PositionStore positions,
            PublishedEventScanner scanner,
            CommittedRecords records,
            ParkedRowStore parkedRows,
            PublishMetrics metrics) {
        this.sourceName = sourceName;
        this.name = name;
        this.sender = sender;
        this.positions = positions;
        this.scanner = scanner;
        this.records = records;
        this.parkedRows = parkedRows;
        this.metrics = metrics;
    }

    /**
     * Fences predecessors and reads the positions. Call once, before anything else.
     *
     * @return the positions of the source and of its shards, by name
     */
    public Map<String, Position> fenceAndReadPositions() throws InterruptedException {
        sender.fence();
        return positions.read(sourceName, records);
    }

    /** @return the ids whose events are on Kafka, dead letters included */
    public Set<UUID> published(Set<UUID> ids) throws InterruptedException {
        return scanner.find(ids);
    }

    /** Replaces the named position by one that asserts nothing. */
    public void closePosition(String position) {
        sender.commit(producer -> producer.send(positions.record(position, PolledPosition.CLOSED)));
    }

    /** Deletes the named position. */
    public void deletePosition(String position) {
        sender.commit(producer -> producer.send(positions.tombstone(position)));
    }

    @Override
    public void publish(Batch batch) {
        long began = System.nanoTime();
        int parked = sender.publish(
                sourceName,
                batch.events(),
                producer -> producer.send(positions.record(name, batch.reached())),
                parkedRows);
        metrics.published(batch.events().size(), parked, began);
    }

    @Override
    public void close() {
        sender.close();
    }
}
