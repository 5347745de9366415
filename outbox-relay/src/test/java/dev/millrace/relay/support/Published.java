package dev.millrace.relay.support;

import dev.millrace.devstack.DevStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/** The reading side: a read_committed consumer of some topics, from their current ends. */
public final class Published implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> records = new ArrayList<>();

    public Published(DevStack stack, String... topics) {
        this(stack.bootstrapServers(), topics);
    }

    public Published(String bootstrapServers, String... topics) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> partitions = List.of(topics).stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Waits until this many records have arrived, up to 30 s for each further one, and returns all so far. */
    public List<ConsumerRecord<String, String>> await(int count) {
        while (records.size() < count) {
            int before = records.size();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> poll(Duration.ofMillis(100)).size() > before);
        }
        return List.copyOf(records);
    }

    /** Waits for records with these values, in this order, and asserts that no others arrive within a second. */
    public void awaitExactly(String... values) {
        await(values.length);
        assertThat(poll(Duration.ofSeconds(1))).map(ConsumerRecord::value).containsExactly(values);
    }

    public List<ConsumerRecord<String, String>> poll(Duration timeout) {
        consumer.poll(timeout).forEach(records::add);
        return Collections.unmodifiableList(records);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
