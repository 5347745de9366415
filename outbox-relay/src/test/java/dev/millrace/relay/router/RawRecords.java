package dev.millrace.relay.router;

import dev.millrace.devstack.DevStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** A read_committed consumer of the bytes of all topics with a prefix, which need not exist yet. */
final class RawRecords implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    RawRecords(DevStack stack, String prefix) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", stack.bootstrapServers(),
                        "isolation.level", "read_committed",
                        "group.id", prefix + System.nanoTime(),
                        "auto.offset.reset", "earliest",
                        "metadata.max.age.ms", "500"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(Pattern.compile(Pattern.quote(prefix) + ".*"));
    }

    List<ConsumerRecord<byte[], byte[]>> await(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> poll(Duration.ofMillis(100)) >= count);
        return List.copyOf(records);
    }

    /** @return how many have come so far */
    int poll(Duration timeout) {
        consumer.poll(timeout).forEach(records::add);
        return records.size();
    }

    List<ConsumerRecord<byte[], byte[]>> all() {
        return List.copyOf(records);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
