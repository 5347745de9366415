package dev.millrace.relay.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.relay.config.RelayConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.Config;

/** Opens a publisher for a source. */
@Singleton
public class Publishers {
    private static final String PREFIX = "kafka.";

    /** Positions are soon read again, and until then the source says what it waits for. */
    private static final Duration UNTIL_NEXT_ATTEMPT = Duration.ofSeconds(5);

    /** To read all events anew costs more than to wait; clients have a minute unless they are set otherwise. */
    private static final Duration UNTIL_TRANSACTIONS_TIME_OUT = Duration.ofSeconds(90);

    private final RelayConfig config;
    private final ObjectMapper json;
    private final MeterRegistry registry;
    private final Kafka kafka;
    private final Topics topics;
    private final Positions positions;
    private final DeadLetters deadLetters;
    private final Spans spans;
    private final Routes routes;

    Publishers(RelayConfig config, Config all, ObjectMapper json, MeterRegistry registry, OpenTelemetry telemetry) {
        this.config = config;
        this.json = json;
        this.registry = registry;
        this.kafka = new Kafka(clientSettings(all));
        this.topics = new Topics(config);
        this.positions = new Positions(config.topics().positions(), json);
        this.deadLetters = new DeadLetters(config.topics().deadLetters());
        this.spans = new Spans(telemetry);
        this.routes = Routes.of(config.routes(), all);
    }

    /**
     * A publisher that is not fenced yet; the topics are there.
     *
     * @param name of the source or of the share of it that is published
     */
    public Publisher open(String sourceName, String name, Parking parking) throws InterruptedException {
        try (Admin admin = kafka.admin()) {
            topics.ensure(admin);
        }
        return new Publisher(
                sourceName,
                name,
                transactions(name),
                positions,
                new PublishedIds(topics.ofEvents(), records(UNTIL_TRANSACTIONS_TIME_OUT)),
                records(UNTIL_NEXT_ATTEMPT),
                parking,
                new PublishMetrics(sourceName, registry));
    }

    /** What is parked, from all sources. */
    public ParkedEvents parked() throws InterruptedException {
        try (Admin admin = kafka.admin()) {
            topics.ensure(admin);
        }
        String name = deadLetters.topic() + ".replay";
        return new ParkedEvents(
                deadLetters, new LetterReader(deadLetters.topic(), kafka.committedReader(name)), transactions(name));
    }

    private CommittedRecords records(Duration longestWait) {
        return new CommittedRecords(kafka::committedReader, kafka::admin, longestWait);
    }

    private Transactions transactions(String name) {
        return new Transactions(
                producers(config.transactionalIdPrefix() + "." + name),
                new RecordMapper(routes, json),
                deadLetters,
                spans);
    }

    private ProducersInTurn producers(String transactionalId) {
        return new ProducersInTurn(List.of(kafka.producer(transactionalId), kafka.producer(transactionalId + ".2")));
    }

    private static Map<String, String> clientSettings(Config config) {
        Map<String, String> settings = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                config.getOptionalValue(name, String.class)
                        .ifPresent(value -> settings.put(name.substring(PREFIX.length()), value));
            }
        }
        return settings;
    }
}
