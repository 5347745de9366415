package dev.millrace.relay.leadership;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.health.SourceRegistry;
import dev.millrace.relay.kafka.PublisherFactory;
import io.quarkus.runtime.ShutdownEvent;

/** Gives tests of other packages access to the methods that CDI calls. */
public final class RelayFixture {
    private RelayFixture() {}

    public static Relay start(RelayConfig config, PublisherFactory publishers, SourceRegistry sources) {
        Relay relay = new Relay(config, publishers, sources);
        relay.start();
        return relay;
    }

    public static void stop(Relay relay) {
        try {
            relay.stop(new ShutdownEvent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
