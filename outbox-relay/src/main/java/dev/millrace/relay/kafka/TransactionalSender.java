package dev.millrace.relay.kafka;

import dev.millrace.relay.outbox.OutboxEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/** Commits events to Kafka, each either where it belongs or, when that is impossible, among the dead letters. */
final class TransactionalSender implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TransactionalSender.class);

    private final AlternatingProducers producers;
    private final RecordMapper mapper;
    private final DeadLetterRecords deadLetters;
    private final PublishSpans spans;

    TransactionalSender(
            AlternatingProducers producers, RecordMapper mapper, DeadLetterRecords deadLetters, PublishSpans spans) {
        this.producers = producers;
        this.mapper = mapper;
        this.deadLetters = deadLetters;
        this.spans = spans;
    }

    /** Ends what a predecessor left behind, and fences it. */
    void fence() {
        producers.fencePredecessors();
    }

    /** Commits something else than events. */
    void commit(Consumer<Producer<byte[], byte[]>> sending) {
        Producer<byte[], byte[]> producer = producers.next();
        producer.beginTransaction();
        sending.accept(producer);
        producer.commitTransaction();
    }

    /**
     * Commits a source's events.
     *
     * @param alongside sent in the same transaction
     * @param parking told before the commit of which rows the payload is not on Kafka
     * @return how many are parked
     */
    int publish(
            String sourceName,
            List<OutboxEvent> events,
            Consumer<Producer<byte[], byte[]>> alongside,
            ParkedRowStore parking) {
        List<Outgoing> outgoing =
                events.stream().map(event -> outgoing(sourceName, event)).toList();
        try (PublishSpans.Open open =
                spans.begin(outgoing.stream().map(Outgoing::record).toList())) {
            Map<Outgoing, String> refused = attempt(outgoing, alongside);
            while (!refused.isEmpty()) {
                Map<Outgoing, String> reasons = refused;
                parking.keep(reasons.keySet().stream()
                        .map(each -> UUID.fromString(each.event().id()))
                        .toList());
                outgoing = outgoing.stream()
                        .map(each -> reasons.containsKey(each) ? tooLarge(each, reasons.get(each)) : each)
                        .toList();
                refused = attempt(outgoing, alongside);
            }
            open.succeeded();
        }
        return (int) outgoing.stream().filter(Outgoing::parked).count();
    }

    private Outgoing outgoing(String sourceName, OutboxEvent event) {
        try {
            return new Outgoing(sourceName, event, mapper.map(event), false);
        } catch (Unpublishable e) {
            return parked(sourceName, event, deadLetters.park(sourceName, event, e.getMessage()), e.getMessage());
        }
    }

    private Outgoing tooLarge(Outgoing refused, String reason) {
        return parked(
                refused.sourceName(),
                refused.event(),
                deadLetters.parkWithoutPayload(refused.sourceName(), refused.event(), reason),
                reason);
    }

    private static Outgoing parked(
            String sourceName, OutboxEvent event, ProducerRecord<byte[], byte[]> record, String reason) {
        LOG.warnf("%s: event %s is parked on %s: %s", sourceName, event.id(), record.topic(), reason);
        return new Outgoing(sourceName, event, record, true);
    }

    /** @return nothing once committed; otherwise what was refused for its size, and nothing is committed */
    private Map<Outgoing, String> attempt(List<Outgoing> outgoing, Consumer<Producer<byte[], byte[]>> alongside) {
        SendResults results = new SendResults();
        Producer<byte[], byte[]> producer = producers.next();
        producer.beginTransaction();
        try {
            for (Outgoing each : outgoing) {
                producer.send(each.record(), (metadata, error) -> results.note(each, error));
                results.throwIfFailed(); // each send may block for long while Kafka is away
            }
            alongside.accept(producer);
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

    private record Outgoing(
            String sourceName, OutboxEvent event, ProducerRecord<byte[], byte[]> record, boolean parked) {}

    @Override
    public void close() {
        producers.close();
    }
}
