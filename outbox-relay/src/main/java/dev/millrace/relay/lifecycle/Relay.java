package dev.millrace.relay.lifecycle;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.debezium.DebeziumSource;
import dev.millrace.relay.kafka.PublisherFactory;
import dev.millrace.relay.outbox.BatchLimit;
import dev.millrace.relay.postgres.Shard;
import dev.millrace.relay.postgres.SourceDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Runs a supervisor for each source, or for each of its shards when polling, while the process runs. */
@Startup
@Singleton
public class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(4);

    private final RelayConfig config;
    private final PublisherFactory publishers;
    private final MeterRegistry registry;
    private final List<SourceStatus> statuses = new ArrayList<>();
    private final List<LagMonitor> monitors = new ArrayList<>();
    private final List<Supervisor> supervisors = new ArrayList<>();

    Relay(RelayConfig config, PublisherFactory publishers, MeterRegistry registry) {
        this.config = config;
        this.publishers = publishers;
        this.registry = registry;
    }

    @PostConstruct
    void start() {
        config.sources().forEach((name, source) -> {
            SourceDatabase database = SourceDatabase.of(name, source);
            LagMonitor monitor = new LagMonitor(database);
            SourceMetrics.register(name, monitor, registry);
            monitors.add(monitor);
            monitor.start();
            candidates(database, monitor).forEach(this::supervise);
        });
    }

    private List<LeaderCandidate> candidates(SourceDatabase database, LagMonitor monitor) {
        return switch (config.mode()) {
            case LOG_TAILING -> List.of(LeaderCandidate.forSource(database, () -> logTailing(database, monitor)));
            case POLLING -> {
                int shares = config.polling().shares();
                if (shares == 1) {
                    yield List.of(LeaderCandidate.forSource(
                            database, () -> new PollingPublisher(database, Shard.WHOLE, config)));
                }
                ShardBalancer balancer = new ShardBalancer(shares);
                yield IntStream.range(0, shares)
                        .mapToObj(number -> new Shard(number, shares))
                        .map(shard -> LeaderCandidate.forShare(
                                database, shard, balancer, () -> new PollingPublisher(database, shard, config)))
                        .toList();
            }
        };
    }

    private PublishingMode logTailing(SourceDatabase database, LagMonitor monitor) {
        monitor.published(null); // what the last leader published may belong to another history
        return new LogTailing(
                database,
                config,
                new DebeziumSource(database, BatchLimit.of(config)),
                new OutboxCleanup(database, config.heartbeat(), config.keepPublished(), monitor::published));
    }

    private void supervise(LeaderCandidate candidate) {
        SourceStatus status = new SourceStatus(candidate.name());
        SourceMetrics.register(status, registry);
        Supervisor supervisor = new Supervisor(candidate, config, publishers, status, ProcessEnd.EXIT);
        statuses.add(status);
        supervisors.add(supervisor);
        Thread.ofPlatform().name("relay-" + candidate.name()).start(supervisor);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        monitors.forEach(LagMonitor::stop);
        List<Thread> stops = supervisors.stream().map(Relay::stopping).toList();
        for (Thread stop : stops) {
            stop.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
    }

    private static Thread stopping(Supervisor supervisor) {
        return Thread.ofVirtual().start(() -> {
            try {
                if (!supervisor.stop(STOP_TIMEOUT)) {
                    LOG.warn("a source did not stop in time; what it left open, PostgreSQL and Kafka close");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    public List<SourceStatus> statuses() {
        return List.copyOf(statuses);
    }

    List<LagMonitor> monitors() {
        return List.copyOf(monitors);
    }
}
