package dev.millrace.relay.kafka;

import dev.millrace.relay.outbox.OutboxEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Publishes the dead letters anew, each in one Kafka transaction with the note that it is done: what can be published by
 * now goes where it belongs, the rest is parked again. A second replay at the same time fences the first.
 */
public final class ParkedEvents implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ParkedEvents.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final DeadLetters deadLetters;
    private final Consumer<byte[], byte[]> letters;
    private final Transactions transactions;

    /** The rows of which more than their id is only in their table. */
    public interface Rows {
        /** @throws Unavailable when it cannot be read; then its letter is parked again with that reason */
        OutboxEvent read(String sourceName, UUID id) throws Unavailable;

        void remove(String sourceName, UUID id);
    }

    /** The message says why a row cannot be read. */
    public static final class Unavailable extends Exception {
        public Unavailable(String reason) {
            super(reason);
        }
    }

    /**
     * What a replay did.
     *
     * @param published events that are where they belong now
     * @param parked events that still cannot be published
     * @param skipped records on the topic that no relay wrote
     */
    public record Outcome(int published, int parked, int skipped) {
        private static final Outcome PUBLISHED = new Outcome(1, 0, 0);
        private static final Outcome PARKED = new Outcome(0, 1, 0);
        private static final Outcome SKIPPED = new Outcome(0, 0, 1);

        private Outcome plus(Outcome other) {
            return new Outcome(published + other.published, parked + other.parked, skipped + other.skipped);
        }
    }

    ParkedEvents(DeadLetters deadLetters, Consumer<byte[], byte[]> letters, Transactions transactions) {
        this.deadLetters = deadLetters;
        this.letters = letters;
        this.transactions = transactions;
    }

    /** All that were parked until now and not replayed yet. */
    public Outcome replay(Rows rows) {
        transactions.fence();
        List<TopicPartition> partitions = letters.partitionsFor(deadLetters.topic()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        letters.assign(partitions);
        Map<TopicPartition, Long> ends = letters.endOffsets(partitions);
        Outcome outcome = new Outcome(0, 0, 0);
        while (partitions.stream().anyMatch(each -> letters.position(each) < ends.get(each))) {
            for (ConsumerRecord<byte[], byte[]> letter : letters.poll(PATIENCE)) {
                // Those behind the end are the ones that were parked again just now.
                if (letter.offset() < ends.get(new TopicPartition(letter.topic(), letter.partition()))) {
                    outcome = outcome.plus(replay(letter, rows));
                }
            }
        }
        return outcome;
    }

    private Outcome replay(ConsumerRecord<byte[], byte[]> letter, Rows rows) {
        try {
            String sourceName = DeadLetters.sourceOf(letter);
            UUID id = DeadLetters.idOf(letter);
            return DeadLetters.isReference(letter)
                    ? replayRow(letter, sourceName, id, rows)
                    : publish(letter, sourceName, DeadLetters.eventOf(letter), ids -> neverFitted(letter));
        } catch (DeadLetters.Unreadable e) {
            LOG.warnf(
                    "the record at offset %d of %s-%d is no letter of a relay, and skipped: %s",
                    letter.offset(), letter.topic(), letter.partition(), e.getMessage());
            transactions.commit(producer -> done(letter, producer));
            return Outcome.SKIPPED;
        }
    }

    private Outcome replayRow(ConsumerRecord<byte[], byte[]> letter, String sourceName, UUID id, Rows rows) {
        try {
            Outcome outcome = publish(letter, sourceName, rows.read(sourceName, id), ids -> {});
            if (outcome.published() == 1) {
                rows.remove(sourceName, id);
            }
            return outcome;
        } catch (Unavailable e) {
            transactions.commit(producer -> {
                producer.send(deadLetters.reference(sourceName, DeadLetters.eventOf(letter), e.getMessage()));
                done(letter, producer);
            });
            return Outcome.PARKED;
        }
    }

    private Outcome publish(
            ConsumerRecord<byte[], byte[]> letter, String sourceName, OutboxEvent event, Parking parking) {
        int parked = transactions.publish(sourceName, List.of(event), producer -> done(letter, producer), parking);
        return parked == 0 ? Outcome.PUBLISHED : Outcome.PARKED;
    }

    private void done(ConsumerRecord<byte[], byte[]> letter, Producer<byte[], byte[]> producer) {
        producer.sendOffsetsToTransaction(doneWith(letter), letters.groupMetadata());
    }

    /** What it holds is nowhere else, so a smaller letter would lose it. */
    private static void neverFitted(ConsumerRecord<byte[], byte[]> letter) {
        throw new IllegalStateException(
                "the letter at offset %d of %s-%d is larger than Kafka takes by now; raise kafka.max.request.size, or max.message.bytes of the topic"
                        .formatted(letter.offset(), letter.topic(), letter.partition()));
    }

    private static Map<TopicPartition, OffsetAndMetadata> doneWith(ConsumerRecord<byte[], byte[]> letter) {
        return Map.of(
                new TopicPartition(letter.topic(), letter.partition()), new OffsetAndMetadata(letter.offset() + 1));
    }

    @Override
    public void close() {
        transactions.close();
        letters.close();
    }
}
