package dev.millrace.chassis.deadletters;

import dev.millrace.chassis.deadletters.DeadLetterRecord.Origin;
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
class DeadLetterReader {
    private static final int CHUNK = 500;

    private final TopicReaderFactory readers;
    private final String topic;

    DeadLetterReader(
            TopicReaderFactory readers,
            @ConfigProperty(name = "mp.messaging.connector.smallrye-kafka.dead-letter-queue.topic") String topic) {
        this.readers = readers;
        this.topic = topic;
    }

    /** Every letter on the topic, partition by partition. */
    List<DeadLetterRecord> all() {
        try (TopicReader reader = readers.open(List.of(topic), CHUNK)) {
            List<DeadLetterRecord> letters = new ArrayList<>();
            Map<TopicPartition, Long> begins = reader.begins();
            reader.ends()
                    .forEach((partition, end) -> reader.forEach(
                            partition,
                            begins.getOrDefault(partition, 0L),
                            end,
                            record -> letters.add(DeadLetterRecord.of(record))));
            return letters;
        }
    }

    /** The complete message; empty when its letter is shortened and its topic no longer has it. */
    Optional<ConsumerRecord<String, byte[]>> original(DeadLetterRecord letter) {
        return letter.isShortened()
                ? letter.origin().flatMap(this::read)
                : read(new Origin(topic, letter.partition(), letter.position()));
    }

    private Optional<ConsumerRecord<String, byte[]>> read(Origin origin) {
        try (TopicReader reader = readers.open(List.of(origin.topic()), 1)) {
            Chunk chunk = reader.read(new TopicPartition(origin.topic(), origin.partition()), origin.offset());
            return chunk.records().stream().findFirst().filter(record -> record.offset() == origin.offset());
        }
    }
}
