package dev.millrace.relay.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.relay.config.RelayConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;
import org.eclipse.microprofile.config.Config;

/** Opens a publisher for a source. */
@Singleton
public class PublisherFactory {
    private static final String PREFIX = "kafka.";

    /**
     * Stall time-out of reading positions. Short, because a retry is cheap and the status shows the reason meanwhile.
     */
    private static final Duration POSITIONS_STALL_TIMEOUT = Duration.ofSeconds(5);

    /**
     * Stall time-out of scanning events. Scanning again costs more than waiting for an open transaction to time out,
     * which takes a minute by default.
     */
    private static final Duration EVENTS_STALL_TIMEOUT = Duration.ofSeconds(90);

    private final RelayConfig config;
    private final MeterRegistry registry;
    private final KafkaClientFactory kafka;
    private final TopicCreator topics;
    private final PositionStore positions;
    private final DeadLetterRecords deadLetters;
    private final PublishSpans spans;
    private final RecordMapperFactory mappers;

    PublisherFactory(
            RelayConfig config, Config all, ObjectMapper json, MeterRegistry registry, OpenTelemetry telemetry) {
        this.config = config;
        this.registry = registry;
        this.kafka = new KafkaClientFactory(clientSettings(all));
        this.mappers = new RecordMapperFactory(config, TopicRouter.of(config.routes(), all), json, kafka::admin);
        this.topics = new TopicCreator(config, mappers.usesRoutes());
        this.positions = new PositionStore(config.topics().positions(), json);
        this.deadLetters = new DeadLetterRecords(config.topics().deadLetters(), json);
        this.spans = new PublishSpans(telemetry);
    }

    /**
     * Opens a publisher that is not fenced yet. Creates missing topics.
     *
     * @param name of the source or of its shard
     */
    public Publisher open(String sourceName, String name, ParkedRowStore parkedRows) throws InterruptedException {
        try (Admin admin = kafka.admin()) {
            topics.ensure(admin);
        }
        return new Publisher(
                sourceName,
                name,
                sender(name),
                positions,
                new PublishedEventScanner(this::topicsOfEvents, records(EVENTS_STALL_TIMEOUT)),
                records(POSITIONS_STALL_TIMEOUT),
                parkedRows,
                new PublishMetrics(sourceName, registry));
    }

    /** Number of brokers that answer. */
    public int brokers() throws InterruptedException {
        try (Admin admin = kafka.admin()) {
            return TopicCreator.get(admin.describeCluster().nodes()).size();
        }
    }

    /** The parked events of all sources. Creates missing topics. */
    public ParkedEvents parked() throws InterruptedException {
        try (Admin admin = kafka.admin()) {
            topics.ensure(admin);
        }
        String name = deadLetters.topic() + ".replay";
        return new ParkedEvents(
                deadLetters,
                new UnreplayedLetterReader(deadLetters.topic(), kafka.committedReader(name)),
                sender(name));
    }

    /** The topics that events can be on, the dead letters included. */
    private Set<String> topicsOfEvents() {
        Set<String> all = new TreeSet<>(topics.ofEvents());
        try (Admin admin = kafka.admin()) {
            all.addAll(mappers.routed(TopicCreator.get(admin.listTopics().names())));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        return all;
    }

    private CommittedRecords records(Duration stallTimeout) {
        return new CommittedRecords(kafka::committedReader, kafka::admin, stallTimeout);
    }

    private TransactionalSender sender(String name) {
        return new TransactionalSender(
                producers(config.transactionalIdPrefix() + "." + name), mappers, deadLetters, spans);
    }

    private AlternatingProducers producers(String transactionalId) {
        return new AlternatingProducers(
                List.of(kafka.producer(transactionalId), kafka.producer(transactionalId + ".2")));
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
