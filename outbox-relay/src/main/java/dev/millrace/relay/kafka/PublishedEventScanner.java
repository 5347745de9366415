package dev.millrace.relay.kafka;

import dev.millrace.chassis.events.Headers;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Finds events on Kafka by id. Reads the topics backwards from their ends until all ids are found or everything is
 * read.
 */
final class PublishedEventScanner {
    private static final long FIRST_WINDOW = 10_000;

    private final Collection<String> topics;
    private final CommittedRecords records;

    PublishedEventScanner(Collection<String> topics, CommittedRecords records) {
        this.topics = topics;
        this.records = records;
    }

    /** @return the ids that are on Kafka, dead letters included */
    Set<UUID> find(Set<UUID> ids) throws InterruptedException {
        Set<UUID> found = new HashSet<>();
        records.readBackwards(
                topics,
                FIRST_WINDOW,
                record -> {
                    UUID id = idOf(record);
                    if (ids.contains(id)) {
                        found.add(id);
                    }
                },
                () -> found.size() < ids.size());
        return found;
    }

    /** Null when the record is not an event of an outbox. */
    private static UUID idOf(ConsumerRecord<byte[], byte[]> record) {
        Header id = record.headers().lastHeader(Headers.ID);
        try {
            return id == null ? null : UUID.fromString(new String(id.value(), UTF_8));
        } catch (IllegalArgumentException someoneElses) {
            return null;
        }
    }
}
