package dev.millrace.relay.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.relay.outbox.Position;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Stores positions: one record per source or shard, on a compacted topic with one partition. */
final class PositionStore {
    private final String topic;
    private final ObjectMapper json;

    PositionStore(String topic, ObjectMapper json) {
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

    /** A tombstone, which deletes the position of this name. */
    ProducerRecord<byte[], byte[]> tombstone(String name) {
        return new ProducerRecord<>(topic, 0, name.getBytes(UTF_8), null);
    }

    /**
     * The last committed positions of a source and its shards, by name. Call only once the producers have fenced their
     * predecessors: until then the result may be outdated.
     */
    Map<String, Position> read(String sourceName, CommittedRecords records) throws InterruptedException {
        Map<String, byte[]> latest = new TreeMap<>();
        records.readAll(new TopicPartition(topic, 0), record -> {
            String name = new String(record.key(), UTF_8);
            if (name.equals(sourceName) || name.startsWith(sourceName + "/")) {
                latest.put(name, record.value());
            }
        });
        latest.values().removeIf(Objects::isNull);
        Map<String, Position> positions = new TreeMap<>();
        latest.forEach((name, value) -> positions.put(name, parse(name, value)));
        return positions;
    }

    private Position parse(String name, byte[] value) {
        try {
            return json.readValue(value, Position.class);
        } catch (IOException e) {
            throw new UnreadablePosition(
                    "the record with key %s in %s is no position that this version can read; run the version that wrote it, or delete the record and start once with relay.on-lost-slot=resync, which publishes the rows that are not on Kafka"
                            .formatted(name, topic),
                    e);
        }
    }
}
