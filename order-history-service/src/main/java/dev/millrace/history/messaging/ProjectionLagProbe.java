package dev.millrace.history.messaging;

import dev.millrace.chassis.messaging.TopicReaderFactory;
import dev.millrace.contracts.CustomerEventTypes;
import dev.millrace.contracts.OrderEventTypes;
import dev.millrace.history.application.ProjectionLag;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
    private @Nullable UnhandledRecords unhandled;

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
        if (unhandled != null) {
            unhandled.close();
        }
    }

    private void measure() {
        try {
            if (unhandled == null) {
                unhandled = UnhandledRecords.open(logs, TOPICS);
            }
            lag.measured(unhandled.oldest());
        } catch (RuntimeException unmeasured) {
            // ProjectionLag adds the time since the last measurement.
            LOG.debug("The lag cannot be measured", unmeasured);
        }
    }
}
