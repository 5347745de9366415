package dev.millrace.testsupport.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The committed records of topics that only grow. A record is fetched once, however often the records are read. Each
 * read connects anew, so that the broker may be restarted in between.
 */
public final class CommittedRecords {
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;
    private final Collection<String> topics;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    public CommittedRecords(String bootstrapServers, Collection<String> topics) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
    }

    /** All committed records at this time; those of a partition in their order. */
    public synchronized List<ConsumerRecord<String, byte[]>> read() {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            positions.forEach(consumer::seek);
            List<ConsumerRecord<String, byte[]>> further = readToTheEnd(consumer, partitions);
            Map<TopicPartition, Long> reached =
                    partitions.stream().collect(Collectors.toMap(each -> each, consumer::position));
            records.addAll(further);
            positions.putAll(reached);
            return List.copyOf(records);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> readToTheEnd(
            Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(read::add);
        }
        return read;
    }
}
