package dev.millrace.relay.kafka;

import dev.millrace.relay.outbox.OutboxEvent;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Commits events to Kafka, each to its topic or, when that is impossible, to the dead letters. */
final class TransactionalSender implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TransactionalSender.class);

    private final AlternatingProducers producers;
    private final RecordMapperFactory mappers;
    private final Map<String, RecordMapper> mapperBySource = new HashMap<>();
    private final DeadLetterRecords deadLetters;
    private final PublishSpans spans;

    TransactionalSender(
            AlternatingProducers producers,
            RecordMapperFactory mappers,
            DeadLetterRecords deadLetters,
            PublishSpans spans) {
        this.producers = producers;
        this.mappers = mappers;
        this.deadLetters = deadLetters;
        this.spans = spans;
    }

    /** Ends the open transactions of a predecessor and fences it. */
    void fence() {
        producers.fencePredecessors();
    }

    /** Commits records other than events. */
    void commit(Consumer<Producer<byte[], byte[]>> sending) {
        Producer<byte[], byte[]> producer = producers.next();
        producer.beginTransaction();
        sending.accept(producer);
        producer.commitTransaction();
    }

    /**
     * Commits a source's events in one transaction.
     *
     * @param alongside sends further records in the same transaction
     * @param parkedRows receives, before the commit, the rows whose full content is only in the table
     * @return how many events are parked
     */
    int publish(
            String sourceName,
            List<OutboxEvent> events,
            Consumer<Producer<byte[], byte[]>> alongside,
            ParkedRowStore parkedRows) {
        List<Outgoing> outgoing =
                events.stream().map(event -> outgoing(sourceName, event)).toList();
        park(outgoing, parkedRows);
        try (PublishSpans.Open open = spans.begin(outgoing.stream()
                .filter(each -> each.event().row() == null)
                .map(Outgoing::record)
                .toList())) {
            Map<Outgoing, String> refused = attempt(outgoing, alongside);
            while (!refused.isEmpty()) {
                Map<Outgoing, String> reasons = refused;
                outgoing = outgoing.stream()
                        .map(each -> reasons.containsKey(each) ? smaller(sourceName, each, reasons.get(each)) : each)
                        .toList();
                park(outgoing, parkedRows);
                refused = attempt(outgoing, alongside);
            }
            open.succeeded();
        }
        List<Outgoing> parked =
                outgoing.stream().filter(each -> each.as() != As.EVENT).toList();
        parked.forEach(each -> LOG.warnf(
                "%s: event %s is parked on %s: %s", sourceName, each.event().id(), deadLetters.topic(), each.reason()));
        return parked.size();
    }

    private static void park(List<Outgoing> outgoing, ParkedRowStore parkedRows) {
        List<UUID> ids = outgoing.stream()
                .filter(each -> each.as() == As.REFERENCE)
                .map(each -> UUID.fromString(each.event().id()))
                .toList();
        if (!ids.isEmpty()) {
            parkedRows.park(ids);
        }
    }

    private Outgoing outgoing(String sourceName, OutboxEvent event) {
        try {
            return new Outgoing(
                    event,
                    mapperBySource.computeIfAbsent(sourceName, mappers::of).map(event),
                    As.EVENT,
                    "");
        } catch (Unpublishable e) {
            // A letter without a payload is read as a reference.
            boolean hasContent = event.payload() != null || event.row() != null;
            As as = event.oversized() || !hasContent ? As.REFERENCE : As.LETTER;
            return parked(sourceName, event, as, String.valueOf(e.getMessage()));
        }
    }

    /** The next smaller form of a record that was too large. A row that is already parked keeps its reason. */
    private Outgoing smaller(String sourceName, Outgoing refused, String tooLarge) {
        return refused.as() == As.EVENT
                ? parked(sourceName, refused.event(), As.LETTER, tooLarge)
                : parked(sourceName, refused.event(), As.REFERENCE, refused.reason());
    }

    private Outgoing parked(String sourceName, OutboxEvent event, As as, String reason) {
        ProducerRecord<byte[], byte[]> record = as == As.LETTER
                ? deadLetters.letter(sourceName, event, reason)
                : deadLetters.reference(sourceName, event, reason);
        return new Outgoing(event, record, as, reason);
    }

    /** @return empty once committed; otherwise nothing is committed, and these were refused for their size */
    private Map<Outgoing, String> attempt(List<Outgoing> outgoing, Consumer<Producer<byte[], byte[]>> alongside) {
        SendResults results = new SendResults();
        Producer<byte[], byte[]> producer = producers.next();
        producer.beginTransaction();
        try {
            for (Outgoing each : outgoing) {
                producer.send(each.record(), (metadata, error) -> results.note(each, error));
                results.throwIfFailed(); // while Kafka is unavailable, each send may block until its time-out
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
        private final Set<Exception> known =
                Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        private volatile @Nullable KafkaException failure;

        void note(Outgoing sent, @Nullable Exception error) {
            if (error == null) {
                return;
            }
            if (isTooLarge(error) && sent.as() != As.REFERENCE) {
                // The producer then fails its other unsent records with the same exception; they are not too large.
                if (known.add(error)) {
                    refused.put(sent, String.valueOf(error.getMessage()));
                }
            } else {
                failure = error instanceof KafkaException kafkas ? kafkas : new KafkaException(error);
            }
        }

        /** Too large for the topic or for one of its segments. */
        private static boolean isTooLarge(Exception error) {
            return error instanceof RecordTooLargeException || error instanceof RecordBatchTooLargeException;
        }

        void throwIfFailed() {
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** The forms of a row, each smaller than the one before. */
    private enum As {
        EVENT,
        LETTER,
        REFERENCE
    }

    /** @param reason why the row is parked; empty for an event */
    private record Outgoing(OutboxEvent event, ProducerRecord<byte[], byte[]> record, As as, String reason) {}

    @Override
    public void close() {
        producers.close();
    }
}
