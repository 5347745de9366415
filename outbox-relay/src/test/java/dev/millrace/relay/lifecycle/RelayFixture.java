package dev.millrace.relay.lifecycle;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.kafka.ParkedEvents;
import dev.millrace.relay.kafka.PublisherFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.config.SmallRyeConfig;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Gives tests of other packages access to the methods that CDI calls. */
public final class RelayFixture {
    private RelayFixture() {}

    public static Relay start(SmallRyeConfig config, PublisherFactory publishers, MeterRegistry registry) {
        Relay relay = new Relay(config.getConfigMapping(RelayConfig.class), publishers, registry);
        relay.start();
        return relay;
    }

    public static ParkedEvents.Outcome replay(SmallRyeConfig config, PublisherFactory publishers)
            throws InterruptedException {
        return new ParkedEventReplay(config.getConfigMapping(RelayConfig.class), publishers).run();
    }

    public static HealthCheckResponse lag(Relay relay, SmallRyeConfig config) {
        return new LagHealthCheck(relay, config.getConfigMapping(RelayConfig.class)).call();
    }

    public static void stop(Relay relay) {
        try {
            relay.stop(new ShutdownEvent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
