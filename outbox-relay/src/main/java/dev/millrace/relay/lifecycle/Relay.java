package dev.millrace.relay.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.debezium.DebeziumSource;
import dev.millrace.relay.kafka.Publishers;
import dev.millrace.relay.postgres.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Runs a supervisor for each source, from the start of the process to its end. */
@Startup
@Singleton
public class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration STOP = Duration.ofSeconds(4);

    private final RelayConfig config;
    private final Publishers publishers;
    private final ObjectMapper json;
    private final List<Status> statuses = new ArrayList<>();
    private final List<Supervisor> supervisors = new ArrayList<>();

    Relay(RelayConfig config, Publishers publishers, ObjectMapper json) {
        this.config = config;
        this.publishers = publishers;
        this.json = json;
    }

    @PostConstruct
    void start() {
        config.sources().forEach((name, source) -> {
            Database database = Database.of(name, source);
            Status status = new Status(name);
            Supervisor supervisor = new Supervisor(
                    database, config, publishers, () -> new DebeziumSource(database, config.batchSize(), json), status);
            statuses.add(status);
            supervisors.add(supervisor);
            Thread.ofPlatform().name("relay-" + name).start(supervisor);
        });
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        long deadline = System.nanoTime() + STOP.toNanos();
        List<Thread> stops = supervisors.stream().map(Relay::stopping).toList();
        for (Thread stop : stops) {
            stop.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
    }

    private static Thread stopping(Supervisor supervisor) {
        return Thread.ofVirtual().start(() -> {
            try {
                if (!supervisor.stop(STOP)) {
                    LOG.warn("a source did not stop in time; what it left open, PostgreSQL and Kafka close");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    public List<Status> statuses() {
        return List.copyOf(statuses);
    }
}
