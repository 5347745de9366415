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
 * Topics as a log: reads from any position, which the caller keeps. It is no member of the service's
 * consumer group and moves nothing there. For one thread at a time.
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
        consumer.assign(topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        consumer.pause(consumer.assignment());
    }

    /**
     * Some records of one partition.
     *
     * @param next where to go on; beyond the last record when transaction markers follow it
     */
    public record Chunk(List<ConsumerRecord<String, byte[]>> records, long next) {}

    /** The position of each partition's first record; beyond 0 when older ones were removed. */
    public Map<TopicPartition, Long> begins() {
        return consumer.beginningOffsets(consumer.assignment());
    }

    /** The position after the last record of each partition; before the first open transaction unless that is read. */
    public Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(consumer.assignment());
    }

    /** The position of each partition's first record that is not older; its end when all are. */
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

    /** Every record of the partition from a position up to another one, or to where nothing more comes in time. */
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

    /** How far the service's consumers have come; 0 where they have not begun. */
    public Map<TopicPartition, Long> handled() {
        Map<TopicPartition, Long> handled = new HashMap<>();
        consumer.committed(consumer.assignment())
                .forEach((partition, offset) -> handled.put(partition, offset == null ? 0 : offset.offset()));
        return handled;
    }

    /** What follows the position; empty with an unchanged position when nothing came in time. */
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
