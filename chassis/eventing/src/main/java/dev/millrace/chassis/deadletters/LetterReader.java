package dev.millrace.chassis.deadletters;

import dev.millrace.chassis.deadletters.Letter.Origin;
import dev.millrace.chassis.messaging.TopicReader;
import dev.millrace.chassis.messaging.TopicReader.Chunk;
import dev.millrace.chassis.messaging.TopicReaderFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the service's dead-letter topic, with the settings of the service's own consumers. */
@ApplicationScoped
class LetterReader {
    private static final int CHUNK = 500;

    private final TopicReaderFactory logs;
    private final String topic;

    LetterReader(
            TopicReaderFactory logs,
            @ConfigProperty(name = "mp.messaging.connector.smallrye-kafka.dead-letter-queue.topic") String topic) {
        this.logs = logs;
        this.topic = topic;
    }

    /** Every letter that is there now, partition by partition. */
    List<Letter> all() {
        try (TopicReader log = logs.open(List.of(topic), CHUNK)) {
            List<Letter> letters = new ArrayList<>();
            Map<TopicPartition, Long> begins = log.begins();
            log.ends()
                    .forEach((partition, end) -> log.forEach(
                            partition, begins.get(partition), end, record -> letters.add(Letter.of(record))));
            return letters;
        }
    }

    /** The message whole; empty when it was too large for its letter and is gone from where it came. */
    Optional<ConsumerRecord<String, byte[]>> original(Letter letter) {
        return letter.isShortened()
                ? letter.origin().flatMap(this::read)
                : read(new Origin(topic, letter.partition(), letter.position()));
    }

    private Optional<ConsumerRecord<String, byte[]>> read(Origin origin) {
        try (TopicReader log = logs.open(List.of(origin.topic()), 1)) {
            Chunk chunk = log.read(new TopicPartition(origin.topic(), origin.partition()), origin.offset());
            return chunk.records().stream().findFirst().filter(record -> record.offset() == origin.offset());
        }
    }
}
