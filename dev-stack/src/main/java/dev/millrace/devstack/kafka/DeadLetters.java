package dev.millrace.devstack.kafka;

import dev.millrace.devstack.process.ProcessFailed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends a consumer's dead letters back to where they came from, each once, and remembers how far it has come. */
public final class DeadLetters {
    private static final String HEADER_PREFIX = "dead-letter-";
    private static final String ORIGIN = HEADER_PREFIX + "topic";
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;
    private final String topic;

    /** @param consumer name of the service, such as {@code order-service} */
    public DeadLetters(String bootstrapServers, String consumer) {
        this.bootstrapServers = bootstrapServers;
        this.topic = consumer + ".dlq";
    }

    /**
     * Replays what has been parked since the last replay; other consumers of the topic know the messages by their ids.
     *
     * @return how many were sent back
     * @throws ProcessFailed when a letter does not say where it came from; then this batch stays where it is
     */
    public int replay() {
        Map<String, Object> shared = Map.of("bootstrap.servers", bootstrapServers);
        try (KafkaConsumer<byte[], byte[]> letters = consumer(shared);
                KafkaProducer<byte[], byte[]> back = producer(shared)) {
            List<TopicPartition> partitions = letters.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            letters.assign(partitions);
            Map<TopicPartition, Long> ends = letters.endOffsets(partitions);
            back.initTransactions();
            int replayed = 0;
            while (partitions.stream().anyMatch(each -> letters.position(each) < ends.get(each))) {
                replayed += sendBack(letters, back);
            }
            return replayed;
        }
    }

    private int sendBack(KafkaConsumer<byte[], byte[]> letters, KafkaProducer<byte[], byte[]> back) {
        back.beginTransaction();
        int count = 0;
        try {
            for (ConsumerRecord<byte[], byte[]> letter : letters.poll(POLL)) {
                back.send(original(letter));
                count++;
            }
        } catch (ProcessFailed unknownOrigin) {
            back.abortTransaction();
            throw unknownOrigin;
        }
        Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
        letters.assignment().forEach(each -> read.put(each, new OffsetAndMetadata(letters.position(each))));
        back.sendOffsetsToTransaction(read, letters.groupMetadata());
        back.commitTransaction();
        return count;
    }

    private ProducerRecord<byte[], byte[]> original(ConsumerRecord<byte[], byte[]> letter) {
        Header origin = letter.headers().lastHeader(ORIGIN);
        if (origin == null) {
            throw new ProcessFailed("The letter at offset %d of %s has no header %s that says where it came from"
                    .formatted(letter.offset(), topic, ORIGIN));
        }
        String target = new String(origin.value(), StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(target, letter.key(), letter.value());
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(HEADER_PREFIX)) {
                record.headers().add(header);
            }
        }
        return record;
    }

    private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> shared) {
        Map<String, Object> config = new HashMap<>(shared);
        config.put("group.id", topic + ".replay");
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", false);
        config.put("isolation.level", "read_committed");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> shared) {
        Map<String, Object> config = new HashMap<>(shared);
        config.put("transactional.id", topic + ".replay");
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
