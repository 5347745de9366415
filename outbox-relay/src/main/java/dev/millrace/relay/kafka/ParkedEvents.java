package dev.millrace.relay.kafka;

import dev.millrace.relay.outbox.OutboxEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Publishes the dead letters anew, each in one Kafka transaction with the note that it is done: what can be published by
 * now goes where it belongs, the rest is parked again. A second replay at the same time fences the first.
 */
public final class ParkedEvents implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final DeadLetterRecords deadLetters;
    private final Consumer<byte[], byte[]> letters;
    private final TransactionalSender transactions;

    /** The rows whose payload is not among the dead letters. */
    public interface Rows {
        /** Empty when the row is gone; then the letter is parked again with that reason. */
        Optional<String> payload(String sourceName, UUID id);

        void remove(String sourceName, UUID id);
    }

    /**
     * What a replay did.
     *
     * @param published events that are where they belong now
     * @param parked events that still cannot be published
     */
    public record Outcome(int published, int parked) {}

    ParkedEvents(DeadLetterRecords deadLetters, Consumer<byte[], byte[]> letters, TransactionalSender transactions) {
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
        int published = 0;
        int parked = 0;
        while (partitions.stream().anyMatch(each -> letters.position(each) < ends.get(each))) {
            for (ConsumerRecord<byte[], byte[]> letter : letters.poll(TIMEOUT)) {
                // Those behind the end are the ones that were parked again just now.
                if (letter.offset() < ends.get(new TopicPartition(letter.topic(), letter.partition()))) {
                    int parkedAgain = replay(letter, rows);
                    parked += parkedAgain;
                    published += 1 - parkedAgain;
                }
            }
        }
        return new Outcome(published, parked);
    }

    private int replay(ConsumerRecord<byte[], byte[]> letter, Rows rows) {
        String sourceName = DeadLetterRecords.sourceOf(letter);
        OutboxEvent event = DeadLetterRecords.eventOf(letter);
        UUID id = UUID.fromString(event.id());
        boolean inTable = event.payload() == null;
        if (inTable) {
            event = event.withPayload(rows.payload(sourceName, id).orElse(null));
        }
        int parked = transactions.publish(
                sourceName,
                List.of(event),
                producer -> producer.sendOffsetsToTransaction(doneWith(letter), letters.groupMetadata()),
                ids -> {});
        if (inTable && parked == 0) {
            rows.remove(sourceName, id);
        }
        return parked;
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
