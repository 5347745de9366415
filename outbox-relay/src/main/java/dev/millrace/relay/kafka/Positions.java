package dev.millrace.relay.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.relay.outbox.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Where the sources' positions are kept: one record a source on a compacted topic of one partition. */
final class Positions {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final String topic;
    private final ObjectMapper json;

    Positions(String topic, ObjectMapper json) {
        this.topic = topic;
        this.json = json;
    }

    ProducerRecord<byte[], byte[]> record(String sourceName, Position position) {
        try {
            return new ProducerRecord<>(topic, 0, sourceName.getBytes(UTF_8), json.writeValueAsBytes(position));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("position " + position + " is no JSON", e);
        }
    }

    /** The last committed position; right only once the producer has ended its predecessor's transactions. */
    Optional<Position> read(String sourceName, Consumer<byte[], byte[]> consumer) {
        TopicPartition partition = new TopicPartition(topic, 0);
        byte[] key = sourceName.getBytes(UTF_8);
        byte[] latest = null;
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
                latest = Arrays.equals(record.key(), key) ? record.value() : latest;
            }
        }
        return Optional.ofNullable(latest).map(this::parse);
    }

    private Position parse(byte[] value) {
        try {
            return json.readValue(value, Position.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the record in " + topic + " is no position", e);
        }
    }
}
