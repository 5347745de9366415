package dev.millrace.chassis.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads topics from any offset; the caller keeps track of the offsets. It does not join the service's consumer group
 * and commits no offsets. Not thread-safe.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Consumer<String, byte[]> consumer;

    TopicReader(
            Map<String, Object> kafka, String group, IsolationLevel isolation, Collection<String> topics, int chunk) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put("group.id", group);
        config.put("enable.auto.commit", false);
        config.put("isolation.level", isolation.toString());
        config.put("auto.offset.reset", "earliest");
        config.put("max.poll.records", chunk);
        config.put("fetch.max.wait.ms", 10);
        config.put("default.api.timeout.ms", 5_000);
        consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.assign(topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
        consumer.pause(consumer.assignment());
    }

    /**
     * Some records of one partition.
     *
     * @param next offset of the next read; it may skip transaction markers after the last record
     */
    public record Chunk(List<ConsumerRecord<String, byte[]>> records, long next) {}

    /** Offset of the first record of each partition; above 0 when older records were deleted. */
    public Map<TopicPartition, Long> begins() {
        return consumer.beginningOffsets(consumer.assignment());
    }

    /** End offset of each partition; with {@code read_committed} the offset of the first open transaction, if any. */
    public Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(consumer.assignment());
    }

    /** Offset of each partition's first record whose timestamp is not before the time; otherwise its end offset. */
    public Map<TopicPartition, Long> positionsAt(Instant time) {
        Map<TopicPartition, Long> positions = new HashMap<>(ends());
        consumer.offsetsForTimes(consumer.assignment().stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> time.toEpochMilli())))
                .forEach((partition, first) -> {
                    if (first != null) {
                        positions.put(partition, first.offset());
                    }
                });
        return positions;
    }

    /** Reads the records from offset {@code from} to before {@code end}; ends early when a read times out. */
    public void forEach(
            TopicPartition partition,
            long from,
            long end,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> action) {
        long position = from;
        boolean more = true;
        while (more && position < end) {
            Chunk chunk = read(partition, position);
            chunk.records().stream().filter(record -> record.offset() < end).forEach(action);
            more = chunk.next() > position;
            position = chunk.next();
        }
    }

    /** Offset that the service's consumer group has committed for each partition; 0 if there is none. */
    public Map<TopicPartition, Long> handled() {
        Map<TopicPartition, Long> handled = new HashMap<>();
        consumer.committed(consumer.assignment())
                .forEach((partition, offset) -> handled.put(partition, offset == null ? 0 : offset.offset()));
        return handled;
    }

    /** Reads records from an offset; after a time-out the chunk is empty and {@code next} is unchanged. */
    public Chunk read(TopicPartition partition, long from) {
        if (consumer.position(partition) != from) {
            consumer.seek(partition, from);
        }
        consumer.resume(Set.of(partition));
        List<ConsumerRecord<String, byte[]>> records = consumer.poll(TIMEOUT).records(partition);
        consumer.pause(Set.of(partition));
        return new Chunk(records, consumer.position(partition));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
