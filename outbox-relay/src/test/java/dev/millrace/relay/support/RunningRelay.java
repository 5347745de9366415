package dev.millrace.relay.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.health.HealthFixture;
import dev.millrace.relay.health.RelayState;
import dev.millrace.relay.health.SourceRegistry;
import dev.millrace.relay.kafka.ParkedEvents;
import dev.millrace.relay.kafka.PublisherFactory;
import dev.millrace.relay.kafka.PublisherFactoryFixture;
import dev.millrace.relay.leadership.Relay;
import dev.millrace.relay.leadership.RelayFixture;
import dev.millrace.relay.parked.ReplayFixture;
import dev.millrace.relay.postgres.SourceDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** A relay in this JVM, wired as CDI wires it. */
public final class RunningRelay implements AutoCloseable {
    private final SmallRyeConfig config;
    private final PublisherFactory publishers;
    private final Relay relay;
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final SourceRegistry sources = HealthFixture.registry(registry);

    private RunningRelay(Map<String, String> settings) {
        config = config(settings);
        publishers = publishers(config, registry);
        relay = RelayFixture.start(config.getConfigMapping(RelayConfig.class), publishers, sources);
    }

    /** Work with the parts of a relay that does not run. */
    public interface Work {
        int run(RelayConfig config, PublisherFactory publishers) throws Exception;
    }

    public static int with(Map<String, String> settings, Work work) throws Exception {
        SmallRyeConfig config = config(settings);
        return work.run(config.getConfigMapping(RelayConfig.class), publishers(config, new SimpleMeterRegistry()));
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(RelayConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }

    private static PublisherFactory publishers(SmallRyeConfig config, MeterRegistry registry) {
        return PublisherFactoryFixture.of(
                config.getConfigMapping(RelayConfig.class), config, new ObjectMapper(), registry, OpenTelemetry.noop());
    }

    public static Map<String, String> settings(DevStack stack, Database... databases) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", stack.bootstrapServers());
        settings.put("routedByValue", "\\${routedByValue}"); // as in application.properties
        settings.put("relay.routes.order", "order.events");
        settings.put("relay.routes.customer", "customer.events");
        for (Database database : databases) {
            String source = "relay.sources." + database.databaseName() + ".";
            settings.put(source + "jdbc-url", stack.jdbcUrl(database));
            settings.put(source + "username", Credentials.RELAY.username());
            settings.put(source + "password", Credentials.RELAY.password());
        }
        return settings;
    }

    /** @param name under which the source of the settings appears */
    public static SourceDatabase source(Map<String, String> settings, Database database, String name) {
        return SourceDatabase.of(
                name,
                config(settings).getConfigMapping(RelayConfig.class).sources().get(database.databaseName()));
    }

    public static RunningRelay start(Map<String, String> settings) {
        return new RunningRelay(settings);
    }

    public RunningRelay awaitLeading() {
        return await(RelayState.LEADING);
    }

    public RunningRelay await(RelayState phase) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> sources.statuses().stream()
                        .allMatch(status -> status.now().phase() == phase));
        return this;
    }

    public String reason(Database database) {
        return sources.statuses().stream()
                .filter(status -> status.sourceName().equals(database.databaseName()))
                .findFirst()
                .orElseThrow()
                .now()
                .reason();
    }

    /** Waits until the reason for not leading contains a text. */
    public RunningRelay awaitReason(Database database, String part) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(reason(database)).contains(part));
        return this;
    }

    /** How many of the source's shards this relay leads. */
    public long leads() {
        return sources.statuses().stream()
                .filter(status -> status.now().phase() == RelayState.LEADING)
                .count();
    }

    public double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    public HealthCheckResponse lag() {
        return HealthFixture.lag(sources, config.getConfigMapping(RelayConfig.class));
    }

    public ParkedEvents.Outcome replay() throws InterruptedException {
        return ReplayFixture.of(config.getConfigMapping(RelayConfig.class), publishers)
                .run();
    }

    public double counter(String name) {
        return registry.get(name).counter().count();
    }

    public void stop() {
        RelayFixture.stop(relay);
        sources.stop();
    }

    @Override
    public void close() {
        stop();
    }
}
