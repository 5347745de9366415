package dev.millrace.relay.kafka;

import dev.millrace.chassis.events.Headers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Finds events on Kafka by their ids. Reads the topics from their beginning to their end, however long that takes. */
final class PublishedEventScanner {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final Collection<String> topics;

    PublishedEventScanner(Collection<String> topics) {
        this.topics = topics;
    }

    /** @return those of the ids that are there, parked ones included */
    Set<UUID> among(Set<UUID> ids, Consumer<byte[], byte[]> consumer) {
        Set<UUID> found = new HashSet<>();
        if (ids.isEmpty()) {
            return found;
        }
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(TIMEOUT)) {
                UUID id = idOf(record);
                if (ids.contains(id)) {
                    found.add(id);
                }
            }
        }
        return found;
    }

    /** Null for what is no event of an outbox. */
    private static UUID idOf(ConsumerRecord<byte[], byte[]> record) {
        Header id = record.headers().lastHeader(Headers.ID);
        try {
            return id == null ? null : UUID.fromString(new String(id.value(), UTF_8));
        } catch (IllegalArgumentException someoneElses) {
            return null;
        }
    }
}
