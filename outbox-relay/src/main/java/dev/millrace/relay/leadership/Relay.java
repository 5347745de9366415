package dev.millrace.relay.leadership;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.debezium.DebeziumSource;
import dev.millrace.relay.health.LagMonitor;
import dev.millrace.relay.health.SourceRegistry;
import dev.millrace.relay.health.SourceStatus;
import dev.millrace.relay.kafka.PublisherFactory;
import dev.millrace.relay.modes.LogTailing;
import dev.millrace.relay.modes.OutboxCleanup;
import dev.millrace.relay.modes.PollingPublisher;
import dev.millrace.relay.modes.PublishingMode;
import dev.millrace.relay.outbox.BatchLimit;
import dev.millrace.relay.postgres.Shard;
import dev.millrace.relay.postgres.SourceDatabase;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Runs a supervisor for each source, or for each of its shards when polling, while the process runs. */
@Singleton
public class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(4);

    private final RelayConfig config;
    private final PublisherFactory publishers;
    private final SourceRegistry sources;
    private final List<Supervisor> supervisors = new ArrayList<>();

    Relay(RelayConfig config, PublisherFactory publishers, SourceRegistry sources) {
        this.config = config;
        this.publishers = publishers;
        this.sources = sources;
    }

    /** @throws IllegalArgumentException when two sources share what each must have for itself */
    public void start() {
        List<SourceDatabase> databases = config.sources().entrySet().stream()
                .map(source -> SourceDatabase.of(source.getKey(), source.getValue()))
                .toList();
        requireOwn("slot", databases, SourceDatabase::slot);
        requireOwn("heartbeat table", databases, database -> database.database() + ":" + database.heartbeatTable());
        databases.forEach(database -> {
            LagMonitor monitor = sources.monitor(database);
            candidates(database, monitor).forEach(this::supervise);
        });
    }

    /** @param name of the thing that sources of one server must not share */
    private static void requireOwn(
            String thing, List<SourceDatabase> databases, Function<SourceDatabase, String> name) {
        Set<List<String>> taken = new HashSet<>();
        for (SourceDatabase database : databases) {
            if (!taken.add(List.of(database.host(), database.port(), name.apply(database)))) {
                throw new IllegalArgumentException(
                        "source %1$s has the %2$s %3$s of another source; give each its own: relay.sources.%1$s.%4$s"
                                .formatted(database.name(), thing, name.apply(database), thing.replace(' ', '-')));
            }
        }
    }

    private List<LeaderCandidate> candidates(SourceDatabase database, LagMonitor monitor) {
        return switch (config.mode()) {
            case LOG_TAILING -> List.of(LeaderCandidate.forSource(database, () -> logTailing(database, monitor)));
            case POLLING -> {
                int shards = config.polling().shards();
                if (shards == 1) {
                    yield List.of(LeaderCandidate.forSource(
                            database, () -> new PollingPublisher(database, Shard.WHOLE, config)));
                }
                ShardBalancer balancer = new ShardBalancer(shards);
                yield IntStream.range(0, shards)
                        .mapToObj(number -> new Shard(number, shards))
                        .map(shard -> LeaderCandidate.forShard(
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
                new DebeziumSource(database, BatchLimit.of(config), config.batchInterval()),
                new OutboxCleanup(database, config.heartbeat(), config.keepPublished(), monitor::published));
    }

    private void supervise(LeaderCandidate candidate) {
        SourceStatus status = sources.register(candidate.name());
        Supervisor supervisor = new Supervisor(candidate, config, publishers, status, ProcessEnd.EXIT);
        supervisors.add(supervisor);
        Thread.ofPlatform().name("relay-" + candidate.name()).start(supervisor);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        List<Thread> stops = supervisors.stream().map(Relay::stopping).toList();
        for (Thread stop : stops) {
            stop.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
    }

    private static Thread stopping(Supervisor supervisor) {
        return Thread.ofVirtual().start(() -> {
            try {
                if (!supervisor.stop(STOP_TIMEOUT)) {
                    LOG.warn("a source did not stop in time; PostgreSQL and Kafka close its open connections");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
