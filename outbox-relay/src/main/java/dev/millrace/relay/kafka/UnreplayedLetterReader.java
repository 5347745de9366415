package dev.millrace.relay.kafka;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

import static dev.millrace.relay.kafka.CommittedRecords.offset;

/**
 * Reads the dead letters that are not replayed yet. All letters before the group's committed offsets are replayed.
 * Later ones that were replayed individually have a marker record.
 */
final class UnreplayedLetterReader implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final String topic;
    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;

    UnreplayedLetterReader(String topic, org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
        this.topic = topic;
        this.consumer = consumer;
    }

    /** Passes on each letter that is there now; letters parked meanwhile are not included. */
    void forEach(Consumer<ConsumerRecord<byte[], byte[]>> action) {
        Set<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .collect(Collectors.toSet());
        consumer.assign(partitions);
        Map<TopicPartition, OffsetAndMetadata> begins = consumer.committed(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Set<String> replayed = new HashSet<>();
        read(begins, ends, letter -> DeadLetterRecords.replayedBy(letter).ifPresent(replayed::add));
        read(begins, ends, letter -> {
            if (DeadLetterRecords.replayedBy(letter).isEmpty()
                    && !replayed.contains(DeadLetterRecords.placeOf(letter))) {
                action.accept(letter);
            }
        });
    }

    private void read(
            Map<TopicPartition, OffsetAndMetadata> begins,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> action) {
        begins.forEach((partition, offset) -> {
            if (offset == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        });
        while (ends.keySet().stream().anyMatch(each -> consumer.position(each) < offset(ends, each))) {
            for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(TIMEOUT)) {
                if (letter.offset() < offset(ends, new TopicPartition(letter.topic(), letter.partition()))) {
                    action.accept(letter);
                }
            }
        }
    }

    /** Commits in the producer's transaction that all letters up to this one are replayed. */
    void commitReplayed(ConsumerRecord<byte[], byte[]> letter, Producer<byte[], byte[]> producer) {
        TopicPartition partition = new TopicPartition(letter.topic(), letter.partition());
        producer.sendOffsetsToTransaction(
                Map.of(partition, new OffsetAndMetadata(letter.offset() + 1)), consumer.groupMetadata());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
