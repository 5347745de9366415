package dev.millrace.relay.kafka;

import dev.millrace.chassis.events.HeaderText;
import dev.millrace.chassis.events.Headers;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds events on Kafka by id. Reads the topics backwards from their ends until all ids are found or everything is
 * read.
 */
final class PublishedEventScanner {
    private static final long FIRST_WINDOW = 10_000;
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Supplier<Collection<String>> topics;
    private final CommittedRecords records;

    PublishedEventScanner(Supplier<Collection<String>> topics, CommittedRecords records) {
        this.topics = topics;
        this.records = records;
    }

    /** @return the ids that are on Kafka, dead letters included */
    Set<UUID> find(Set<UUID> ids) throws InterruptedException {
        Set<UUID> found = new HashSet<>();
        records.readBackwards(
                topics.get(),
                FIRST_WINDOW,
                record -> {
                    UUID id = idOf(record);
                    if (id != null && ids.contains(id)) {
                        found.add(id);
                    }
                },
                () -> found.size() < ids.size());
        return found;
    }

    /**
     * Null when the record is not an event of an outbox. The outbox event router has the id in the header {@code id},
     * which a converter may have quoted or wrapped.
     */
    private static @Nullable UUID idOf(ConsumerRecord<byte[], byte[]> record) {
        String id = HeaderText.of(record.headers(), Headers.ID);
        String found = id == null ? HeaderText.of(record.headers(), "id") : id;
        if (found == null) {
            return null;
        }
        Matcher uuid = ID.matcher(found);
        return uuid.find() ? UUID.fromString(uuid.group()) : null;
    }
}
