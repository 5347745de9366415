package dev.millrace.history.messaging;

import dev.millrace.chassis.messaging.TopicReader;
import dev.millrace.chassis.messaging.TopicReader.Chunk;
import dev.millrace.chassis.messaging.TopicReaderFactory;
import dev.millrace.contracts.CustomerEventTypes;
import dev.millrace.contracts.OrderEventTypes;
import dev.millrace.history.application.ProjectionLag;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Measures the lag of the view over all instances, from Kafka's end offsets and the consumer group's offsets. */
@ApplicationScoped
class ProjectionLagProbe {
    private static final Logger LOG = Logger.getLogger(ProjectionLagProbe.class);
    private static final List<String> TOPICS = List.of(CustomerEventTypes.TOPIC, OrderEventTypes.TOPIC);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final ProjectionLag lag;
    private final TopicReaderFactory logs;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "lag-probe"));
    /** Per partition, the last offset range (begin, end) in which only transaction markers were found. */
    private final Map<TopicPartition, Map.Entry<Long, Long>> markersOnly = new HashMap<>();

    private TopicReader committed;
    private TopicReader uncommitted;

    ProjectionLagProbe(ProjectionLag lag, TopicReaderFactory logs) {
        this.lag = lag;
        this.logs = logs;
    }

    void start(@Observes StartupEvent event) {
        if (lag.isMeasured()) {
            thread.scheduleWithFixedDelay(this::measure, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.execute(this::close); // on the probe's thread: Kafka consumers are not thread-safe
        thread.shutdown();
    }

    private void close() {
        if (committed != null) {
            committed.close();
        }
        if (uncommitted != null) {
            uncommitted.close();
        }
    }

    private void measure() {
        try {
            if (committed == null) {
                committed = logs.open(TOPICS, 1);
            }
            if (uncommitted == null) {
                uncommitted = logs.openUncommitted(TOPICS, 1);
            }
            lag.measured(Duration.ofMillis(oldestUnhandled()));
        } catch (RuntimeException unmeasured) {
            // ProjectionLag adds the time since the last measurement.
            LOG.debug("The lag cannot be measured", unmeasured);
        }
    }

    private long oldestUnhandled() {
        Map<TopicPartition, Long> stable = committed.ends();
        Map<TopicPartition, Long> ends = uncommitted.ends();
        Map<TopicPartition, Long> handled = committed.handled();
        return ends.entrySet().stream()
                .mapToLong(
                        end -> age(end.getKey(), handled.get(end.getKey()), stable.get(end.getKey()), end.getValue()))
                .max()
                .orElse(0);
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
