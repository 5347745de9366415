package dev.millrace.chassis.saga;

import dev.millrace.chassis.messaging.TransientDatabaseFailure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Running sagas by type, and those that need attention: {@code saga.running}, {@code saga.attention}. The numbers are
 * the database's, so every instance of the service has the same ones.
 */
@ApplicationScoped
class SagaMetrics {
    private static final Logger LOG = Logger.getLogger(SagaMetrics.class);
    private static final String COUNT = """
            SELECT saga.type, count(*) AS running, count(*) FILTER (WHERE step.attempts > ?) AS attention
            FROM saga LEFT JOIN saga_step step ON step.saga_id = saga.id AND step.state = 'RUNNING'
            WHERE saga.deadline IS NOT NULL GROUP BY saga.type""";

    private record Count(String type, long running, long attention) {}

    private static final Count NONE = new Count("", 0, 0);

    private final SagaRegistry registry;
    private final SagaSql sql;
    private final SagaConfig config;
    private final MeterRegistry meters;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    SagaMetrics(SagaRegistry registry, SagaSql sql, SagaConfig config, MeterRegistry meters) {
        this.registry = registry;
        this.sql = sql;
        this.config = config;
        this.meters = meters;
    }

    void register(@Observes StartupEvent start) {
        types().forEach(type -> {
            Gauge.builder(
                            "saga.running",
                            counts,
                            all -> all.getOrDefault(type, NONE).running())
                    .tag("saga", type)
                    .description("Sagas that have not ended")
                    .register(meters);
            Gauge.builder(
                            "saga.attention",
                            counts,
                            all -> all.getOrDefault(type, NONE).attention())
                    .tag("saga", type)
                    .description("Running sagas with a step that has exceeded its attempts")
                    .register(meters);
        });
    }

    @Scheduled(
            every = "{saga.metrics-interval}",
            skipExecutionIf = ApplicationNotRunning.class,
            concurrentExecution = ConcurrentExecution.SKIP)
    void count() {
        if (types().isEmpty()) {
            return;
        }
        try {
            Map<String, Count> now = sql
                    .query(COUNT, row -> new Count(row.getString(1), row.getLong(2), row.getLong(3)), config.attempts())
                    .stream()
                    .collect(Collectors.toMap(Count::type, each -> each));
            counts.keySet().retainAll(now.keySet());
            counts.putAll(now);
        } catch (RuntimeException e) {
            if (!TransientDatabaseFailure.isCauseOf(e)) {
                throw e;
            }
            LOG.debugf("Sagas cannot be counted now: %s", TransientDatabaseFailure.rootOf(e));
        }
    }

    private Set<String> types() {
        return registry.versions().stream().map(SagaVersion::type).collect(Collectors.toSet());
    }
}
