package dev.millrace.relay.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads committed records up to the ends of partitions, not only up to the last stable offset: the relay's own records
 * can lie behind an open transaction of another producer. It waits for the end of such a transaction, which Kafka
 * aborts after the transaction's time-out.
 */
final class CommittedRecords {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<Admin> admins;
    private final Duration stallTimeout;

    /** @param stallTimeout time without progress after which a read fails */
    CommittedRecords(Supplier<Consumer<byte[], byte[]>> consumers, Supplier<Admin> admins, Duration stallTimeout) {
        this.consumers = consumers;
        this.admins = admins;
        this.stallTimeout = stallTimeout;
    }

    /** Receives the records of each partition in their order. */
    @FunctionalInterface
    interface Receiver {
        void take(ConsumerRecord<byte[], byte[]> record);
    }

    /** Reads from the beginning to the end. */
    void readAll(TopicPartition partition, Receiver receiver) throws InterruptedException {
        List<TopicPartition> partitions = List.of(partition);
        Map<TopicPartition, Long> ends = ends(partitions);
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            consumer.assign(partitions);
            read(consumer, consumer.beginningOffsets(partitions), ends, receiver);
        }
    }

    /**
     * Reads from the end backwards, in growing windows, while {@code wantsMore}.
     *
     * @param window number of offsets of each partition in the first window
     */
    void readBackwards(Collection<String> topics, long window, Receiver receiver, Supplier<Boolean> wantsMore)
            throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = ends(partitions);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            long size = window;
            while (wantsMore.get() && isAnythingLeft(beginnings, ends)) {
                Map<TopicPartition, Long> starts = new HashMap<>();
                for (TopicPartition each : partitions) {
                    starts.put(each, Math.max(offset(beginnings, each), offset(ends, each) - size));
                }
                read(consumer, starts, ends, receiver);
                ends = starts;
                size *= 4;
            }
        }
    }

    private static boolean isAnythingLeft(Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> end.getValue() > offset(beginnings, end.getKey()));
    }

    /** @param offsets of the partitions that are read */
    static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }

    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(each -> latest.put(each, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        try (Admin admin = admins.get()) {
            TopicCreator.get(admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                            .all())
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
        }
        return ends;
    }

    /** @param consumer with the partitions assigned */
    private void read(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends,
            Receiver receiver) {
        starts.forEach(consumer::seek);
        long progressAt = System.nanoTime();
        long reached = reached(starts, starts::get);
        while (starts.keySet().stream().anyMatch(each -> consumer.position(each) < offset(ends, each))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < offset(ends, new TopicPartition(record.topic(), record.partition()))) {
                    receiver.take(record);
                }
            }
            long now = reached(starts, consumer::position);
            if (now > reached) {
                reached = now;
                progressAt = System.nanoTime();
            } else if (System.nanoTime() - progressAt > stallTimeout.toNanos()) {
                throw stalled(consumer, ends);
            }
        }
    }

    private static long reached(Map<TopicPartition, Long> starts, ToLongFunction<TopicPartition> position) {
        return starts.keySet().stream().mapToLong(position).sum();
    }

    private static TimeoutException stalled(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        TopicPartition partition = consumer.assignment().stream()
                .filter(each -> consumer.position(each) < offset(ends, each))
                .findFirst()
                .orElseThrow();
        return new TimeoutException(
                "%s cannot be read beyond offset %d of %d: another producer's transaction is open; it ends with that producer's transaction time-out (kafka-transactions.sh find-hanging shows it)"
                        .formatted(partition, consumer.position(partition), ends.get(partition)));
    }
}
