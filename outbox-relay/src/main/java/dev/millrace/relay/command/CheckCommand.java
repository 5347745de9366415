package dev.millrace.relay.command;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.config.SourceConfig;
import dev.millrace.relay.kafka.PublisherFactory;
import dev.millrace.relay.leadership.FailureMessage;
import dev.millrace.relay.postgres.Preflight;
import dev.millrace.relay.postgres.SourceDatabase;
import dev.millrace.relay.postgres.SourceNotReady;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** Checks what the relay needs and changes nothing. The exit code is 0 when nothing is missing, otherwise 1. */
@Unremovable
@Singleton
final class CheckCommand implements QuarkusApplication {
    private final RelayConfig config;
    private final PublisherFactory publishers;
    private final PrintStream out;

    @Inject
    CheckCommand(RelayConfig config, PublisherFactory publishers) {
        this(config, publishers, System.out);
    }

    CheckCommand(RelayConfig config, PublisherFactory publishers, PrintStream out) {
        this.config = config;
        this.publishers = publishers;
        this.out = out;
    }

    @Override
    public int run(String... arguments) throws InterruptedException {
        boolean ready = kafka();
        for (Map.Entry<String, SourceConfig> source : config.sources().entrySet()) {
            ready &= source(source.getKey(), source.getValue());
        }
        return ready ? 0 : 1;
    }

    private boolean kafka() throws InterruptedException {
        try {
            out.printf("Kafka: ready, %d brokers%n", publishers.brokers());
            return true;
        } catch (KafkaException e) {
            out.printf("%s; check kafka.bootstrap.servers and the security settings%n", FailureMessage.of(e));
            return false;
        }
    }

    private boolean source(String name, SourceConfig source) {
        try {
            SourceDatabase database = SourceDatabase.of(name, source);
            if (config.mode() == RelayConfig.Mode.POLLING) {
                Preflight.forPolling(database);
            } else {
                Preflight.forLogTailing(database);
            }
            out.printf("%s: ready%n", name);
            return true;
        } catch (SourceNotReady e) {
            out.printf("%s: %s%n", name, e.getMessage());
        } catch (SQLException e) {
            out.printf("%s: %s%n", name, FailureMessage.of(e));
        }
        return false;
    }
}
