package dev.millrace.relay.kafka;

import dev.millrace.relay.outbox.Batch;
import dev.millrace.relay.outbox.OutboxEvent;
import dev.millrace.relay.outbox.Position;
import dev.millrace.relay.outbox.Publishing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/**
 * Publishes one source's batches, each with its position in one Kafka transaction. Opening it ends whatever a
 * predecessor left behind and fences it, so the position that it then tells is the last that will ever be.
 */
public final class Publisher implements Publishing, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Publisher.class);

    private final String sourceName;
    private final ProducersInTurn producers;
    private final RecordMapper mapper;
    private final DeadLetters deadLetters;
    private final Positions positions;
    private final Supplier<Consumer<byte[], byte[]>> readers;
    private final PublishMetrics metrics;

    Publisher(
            String sourceName,
            ProducersInTurn producers,
            RecordMapper mapper,
            DeadLetters deadLetters,
            Positions positions,
            Supplier<Consumer<byte[], byte[]>> readers,
            PublishMetrics metrics) {
        this.sourceName = sourceName;
        this.producers = producers;
        this.mapper = mapper;
        this.deadLetters = deadLetters;
        this.positions = positions;
        this.readers = readers;
        this.metrics = metrics;
    }

    /** Call once, before anything else. */
    public Optional<Position> fenceAndReadPosition() {
        producers.fencePredecessors();
        try (Consumer<byte[], byte[]> reader = readers.get()) {
            return positions.read(sourceName, reader);
        }
    }

    @Override
    public void publish(Batch batch) {
        long began = System.nanoTime();
        List<Outgoing> outgoing = batch.events().stream().map(this::outgoing).toList();
        Map<Outgoing, String> refused = commit(outgoing, batch.reached());
        while (!refused.isEmpty()) {
            Map<Outgoing, String> reasons = refused;
            outgoing = outgoing.stream()
                    .map(each -> reasons.containsKey(each) ? tooLarge(each, reasons.get(each)) : each)
                    .toList();
            refused = commit(outgoing, batch.reached());
        }
        metrics.published(
                outgoing.size(), outgoing.stream().filter(Outgoing::parked).count(), began);
    }

    private Outgoing outgoing(OutboxEvent event) {
        try {
            return new Outgoing(event, mapper.map(event), false);
        } catch (Unpublishable e) {
            return parked(event, deadLetters.park(event, e.getMessage()), e.getMessage());
        }
    }

    private Outgoing tooLarge(Outgoing refused, String reason) {
        return parked(refused.event(), deadLetters.parkWithoutPayload(refused.event(), reason), reason);
    }

    private Outgoing parked(OutboxEvent event, ProducerRecord<byte[], byte[]> record, String reason) {
        LOG.warnf("%s: event %s is parked on %s: %s", sourceName, event.id(), record.topic(), reason);
        return new Outgoing(event, record, true);
    }

    /** @return nothing once committed; otherwise what was refused for its size, and nothing is committed */
    private Map<Outgoing, String> commit(List<Outgoing> outgoing, Position reached) {
        SendResults results = new SendResults();
        Producer<byte[], byte[]> producer = producers.next();
        producer.beginTransaction();
        try {
            for (Outgoing each : outgoing) {
                producer.send(each.record(), (metadata, error) -> results.note(each, error));
                results.throwIfFailed(); // each send may block for long while Kafka is away
            }
            producer.send(positions.record(sourceName, reached));
            producer.commitTransaction();
        } catch (KafkaException e) {
            if (results.refused.isEmpty()) {
                throw e;
            }
            producer.abortTransaction();
        }
        return results.refused;
    }

    private static final class SendResults {
        private final Map<Outgoing, String> refused = new ConcurrentHashMap<>();
        private volatile KafkaException failure;

        void note(Outgoing sent, Exception error) {
            if (error instanceof RecordTooLargeException && sent.record().value() != null) {
                refused.put(sent, error.getMessage());
            } else if (error != null) {
                failure = error instanceof KafkaException kafkas ? kafkas : new KafkaException(error);
            }
        }

        void throwIfFailed() {
            if (failure != null) {
                throw failure;
            }
        }
    }

    private record Outgoing(OutboxEvent event, ProducerRecord<byte[], byte[]> record, boolean parked) {}

    @Override
    public void close() {
        producers.close();
    }
}
