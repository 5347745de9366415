package dev.millrace.history.messaging;

import dev.millrace.chassis.messaging.TopicReader;
import dev.millrace.chassis.messaging.TopicReader.Chunk;
import dev.millrace.chassis.messaging.TopicReaderFactory;
import dev.millrace.history.application.ProjectionLag;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Measures the lag of the whole view, whichever instances feed it: by what Kafka has and what the group has handled. */
@ApplicationScoped
class ProjectionLagProbe {
    private static final Logger LOG = Logger.getLogger(ProjectionLagProbe.class);
    private static final List<String> TOPICS = List.of(CustomerEvents.TOPIC, OrderEvents.TOPIC);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final ProjectionLag lag;
    private final TopicReaderFactory logs;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "lag-probe"));
    /** Where only transaction markers were found, and where they end. */
    private final Map<TopicPartition, Map.Entry<Long, Long>> empty = new HashMap<>();

    private TopicReader log;

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
        thread.execute(this::close); // by the thread that uses it
        thread.shutdown();
    }

    private void close() {
        if (log != null) {
            log.close();
        }
    }

    private void measure() {
        try {
            if (log == null) {
                log = logs.open(TOPICS, 1);
            }
            lag.measured(Duration.ofMillis(oldestUnhandled()));
        } catch (RuntimeException unmeasured) {
            // The lag goes on by itself when it is not measured.
            LOG.debug("The lag cannot be measured", unmeasured);
        }
    }

    private long oldestUnhandled() {
        Map<TopicPartition, Long> ends = log.ends();
        Map<TopicPartition, Long> handled = log.handled();
        return ends.entrySet().stream()
                .mapToLong(end -> age(end.getKey(), handled.get(end.getKey()), end.getValue()))
                .max()
                .orElse(0);
    }

    /** Milliseconds since the first unhandled record of the partition; 0 when none is left. */
    private long age(TopicPartition partition, long handled, long end) {
        Map.Entry<Long, Long> known = empty.getOrDefault(partition, Map.entry(0L, 0L));
        if (handled >= end || known.getKey() == handled && known.getValue() >= end) {
            return 0;
        }
        Chunk first = log.read(partition, handled);
        if (first.records().isEmpty()) {
            empty.put(partition, Map.entry(handled, first.next()));
            return 0;
        }
        return Math.max(
                0, System.currentTimeMillis() - first.records().getFirst().timestamp());
    }
}
