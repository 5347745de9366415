package dev.millrace.bench.relay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A read_committed consumer that records the events it sees in one topic, from the earliest offset. */
final class Observer implements AutoCloseable {
    private static final int NUMBER_AT = "{\"n\":\"".length();
    private static final int DIGITS = 9;

    private final String bootstrapServers;
    private final String topic;
    private final Events events;
    private final Thread thread;
    private volatile boolean closing;
    private volatile RuntimeException failure;

    Observer(String bootstrapServers, String topic, Events events) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.events = events;
        this.thread = Thread.ofPlatform().name("observer").start(this::run);
    }

    private void run() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "enable.metrics.push",
                false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, RunContext.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            while (!closing) {
                var records = consumer.poll(Duration.ofMillis(200));
                long now = System.nanoTime();
                records.forEach(record -> events.seen(number(record), now));
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private static int number(ConsumerRecord<byte[], byte[]> record) {
        int number = 0;
        for (int i = NUMBER_AT; i < NUMBER_AT + DIGITS; i++) {
            number = 10 * number + record.value()[i] - '0';
        }
        return number;
    }

    void throwIfFailed() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
