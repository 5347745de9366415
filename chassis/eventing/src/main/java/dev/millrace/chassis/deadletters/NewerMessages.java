package dev.millrace.chassis.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.chassis.deadletters.DeadLetterRecord.Origin;
import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.inbox.Inbox;
import dev.millrace.chassis.json.TolerantJson;
import dev.millrace.chassis.messaging.CloudEventReader;
import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.chassis.messaging.PoisonMessage;
import dev.millrace.chassis.messaging.TopicReader;
import dev.millrace.chassis.messaging.TopicReaderFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds messages about the same subject that are newer than a parked one and have taken effect: the parked one must not
 * take effect after them. It reads the topics and the inbox, so handling messages needs no additional bookkeeping.
 */
@ApplicationScoped
class NewerMessages {
    private static final int CHUNK = 500;
    /** How far the publisher's clock may be ahead of the broker's. */
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private final TopicReaderFactory readers;
    private final Inbox inbox;
    private final TolerantJson json;

    NewerMessages(TopicReaderFactory readers, Inbox inbox, TolerantJson json) {
        this.readers = readers;
        this.inbox = inbox;
        this.json = json;
    }

    /** @return why the message must not take effect any more; empty when it may */
    Optional<String> objection(MessageHandlers table, CloudEvent event, DeadLetterRecord letter) throws SQLException {
        if (table.isOrderIndependent()) {
            return Optional.empty();
        }
        Optional<Origin> origin = letter.origin().or(() -> search(table, event)).filter(this::isRetained);
        if (origin.isEmpty()) {
            return Optional.of("its position on " + table.topics()
                    + " is not known any more, so it cannot be checked whether newer messages took effect");
        }
        Map<String, String> newer = newer(table, event, origin.get());
        Set<String> effective = inbox.accepted(table.consumer(), newer.keySet());
        return effective.stream()
                .findFirst()
                .map(id -> "%s %s about the same %s is newer and has taken effect"
                        .formatted(newer.get(id), id, table.orderedBy().orElse("key")));
    }

    private boolean isRetained(Origin origin) {
        try (TopicReader reader = readers.open(List.of(origin.topic()), 1)) {
            TopicPartition partition = new TopicPartition(origin.topic(), origin.partition());
            return reader.begins().getOrDefault(partition, Long.MAX_VALUE) <= origin.offset() + 1
                    && reader.ends().getOrDefault(partition, 0L) > origin.offset();
        }
    }

    private Optional<Origin> search(MessageHandlers table, CloudEvent event) {
        if (event.time() == null || table.topics().isEmpty()) {
            return Optional.empty();
        }
        try (TopicReader reader = readers.open(table.topics(), CHUNK)) {
            List<Origin> found = new ArrayList<>();
            Map<TopicPartition, Long> begins = reader.positionsAt(event.time().minus(CLOCK_SKEW));
            reader.ends()
                    .forEach((partition, end) ->
                            reader.forEach(partition, begins.getOrDefault(partition, 0L), end, record -> {
                                if (read(record)
                                        .filter(other -> other.id().equals(event.id()))
                                        .isPresent()) {
                                    found.add(new Origin(record.topic(), record.partition(), record.offset()));
                                }
                            }));
            return found.stream().findFirst();
        }
    }

    /** Later messages about the same subject: their types by their ids. */
    private Map<String, String> newer(MessageHandlers table, CloudEvent event, Origin origin) {
        String subject = subject(table, event);
        Map<String, String> newer = new HashMap<>();
        try (TopicReader reader = readers.open(List.of(origin.topic()), CHUNK)) {
            TopicPartition partition = new TopicPartition(origin.topic(), origin.partition());
            reader.forEach(
                    partition,
                    origin.offset() + 1,
                    reader.ends().getOrDefault(partition, 0L),
                    record -> read(record)
                            .filter(other -> table.handles(other.type()))
                            .filter(other -> !other.id().equals(event.id()))
                            .filter(other -> subject(table, other).equals(subject))
                            .ifPresent(other -> newer.put(other.id(), other.type())));
        }
        return newer;
    }

    private String subject(MessageHandlers table, CloudEvent event) {
        return String.valueOf(
                table.orderedBy().map(field -> field(event, field)).orElse(event.subject()));
    }

    private @Nullable String field(CloudEvent event, String field) {
        try {
            JsonNode data = json.read(event.data(), JsonNode.class);
            return data == null || !data.hasNonNull(field)
                    ? null
                    : data.get(field).asText();
        } catch (IOException | IllegalArgumentException malformed) {
            return null; // a malformed message has not taken effect
        }
    }

    /** Empty for a record that is not an event: it has not taken effect. */
    private static Optional<CloudEvent> read(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(CloudEventReader.read(record));
        } catch (PoisonMessage noEvent) {
            return Optional.empty();
        }
    }
}
