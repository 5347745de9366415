package dev.millrace.relay.parked;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.kafka.PublisherFactory;

/** Gives tests of other packages access to the constructor that CDI calls. */
public final class ReplayFixture {
    private ReplayFixture() {}

    public static ParkedEventReplay of(RelayConfig config, PublisherFactory publishers) {
        return new ParkedEventReplay(config, publishers);
    }
}
