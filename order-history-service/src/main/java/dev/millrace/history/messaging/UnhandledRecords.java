package dev.millrace.history.messaging;

import dev.millrace.chassis.messaging.TopicReader;
import dev.millrace.chassis.messaging.TopicReader.Chunk;
import dev.millrace.chassis.messaging.TopicReaderFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import static java.util.Objects.requireNonNull;

/** The records of some topics that this service's consumer group has not handled. Not thread-safe. */
final class UnhandledRecords implements AutoCloseable {
    private final TopicReader committed;
    private final TopicReader uncommitted;
    /** Per partition, the last offset range (begin, end) in which only transaction markers were found. */
    private final Map<TopicPartition, Map.Entry<Long, Long>> markersOnly = new HashMap<>();

    private UnhandledRecords(TopicReader committed, TopicReader uncommitted) {
        this.committed = committed;
        this.uncommitted = uncommitted;
    }

    static UnhandledRecords open(TopicReaderFactory logs, Collection<String> topics) {
        TopicReader committed = logs.open(topics, 1);
        try {
            return new UnhandledRecords(committed, logs.openUncommitted(topics, 1));
        } catch (RuntimeException e) {
            committed.close();
            throw e;
        }
    }

    @Override
    public void close() {
        committed.close();
        uncommitted.close();
    }

    /** Age of the oldest record that the consumer group has not handled; zero if there is none. */
    Duration oldest() {
        Map<TopicPartition, Long> stable = committed.ends();
        Map<TopicPartition, Long> ends = uncommitted.ends();
        Map<TopicPartition, Long> handled = committed.handled();
        return Duration.ofMillis(ends.entrySet().stream()
                .mapToLong(end -> age(
                        end.getKey(),
                        requireNonNull(handled.get(end.getKey())),
                        requireNonNull(stable.get(end.getKey())),
                        end.getValue()))
                .max()
                .orElse(0));
    }

    /**
     * Age in milliseconds of the partition's first unhandled record; 0 if there is none. Records beyond the last stable
     * offset may still be aborted, and committed ones among them wait for the open transaction: there, the first record
     * counts.
     */
    private long age(TopicPartition partition, long handled, long stable, long end) {
        Optional<Long> unhandled = handled < stable ? firstCommitted(partition, handled, stable) : Optional.empty();
        return unhandled
                .or(() -> stable < end ? first(uncommitted.read(partition, stable)) : Optional.empty())
                .map(since -> Math.max(0, System.currentTimeMillis() - since))
                .orElse(0L);
    }

    private Optional<Long> firstCommitted(TopicPartition partition, long handled, long stable) {
        Map.Entry<Long, Long> known = markersOnly.getOrDefault(partition, Map.entry(0L, 0L));
        if (known.getKey() == handled && known.getValue() == stable) {
            return Optional.empty();
        }
        Chunk chunk = committed.read(partition, handled);
        if (chunk.records().isEmpty() && chunk.next() >= stable) {
            markersOnly.put(partition, Map.entry(handled, stable));
        }
        return first(chunk);
    }

    private static Optional<Long> first(Chunk chunk) {
        return chunk.records().stream().findFirst().map(ConsumerRecord::timestamp);
    }
}
