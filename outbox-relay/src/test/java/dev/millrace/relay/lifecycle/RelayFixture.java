package dev.millrace.relay.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.kafka.Publishers;
import dev.millrace.relay.kafka.PublishersFixture;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.config.SmallRyeConfig;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Reaches what CDI calls. */
public final class RelayFixture {
    private RelayFixture() {}

    public static Relay start(SmallRyeConfig config, ObjectMapper json, MeterRegistry registry) {
        RelayConfig relayConfig = config.getConfigMapping(RelayConfig.class);
        Publishers publishers = PublishersFixture.of(relayConfig, config, json, registry);
        Relay relay = new Relay(relayConfig, publishers, json, registry);
        relay.start();
        return relay;
    }

    public static HealthCheckResponse lag(Relay relay, SmallRyeConfig config) {
        return new LagWithinLimits(relay, config.getConfigMapping(RelayConfig.class)).call();
    }

    public static void stop(Relay relay) {
        try {
            relay.stop(new ShutdownEvent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
