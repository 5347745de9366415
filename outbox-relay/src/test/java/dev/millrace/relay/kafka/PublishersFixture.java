package dev.millrace.relay.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.relay.config.RelayConfig;
import io.micrometer.core.instrument.MeterRegistry;
import org.eclipse.microprofile.config.Config;

/** Reaches what CDI calls. */
public final class PublishersFixture {
    private PublishersFixture() {}

    public static Publishers of(RelayConfig config, Config all, ObjectMapper json, MeterRegistry registry) {
        return new Publishers(config, all, json, registry);
    }
}
