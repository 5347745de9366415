package dev.millrace.relay.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.relay.config.RelayConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import org.eclipse.microprofile.config.Config;

/** Gives tests of other packages access to the constructor that CDI calls. */
public final class PublisherFactoryFixture {
    private PublisherFactoryFixture() {}

    public static PublisherFactory of(
            RelayConfig config, Config all, ObjectMapper json, MeterRegistry registry, OpenTelemetry telemetry) {
        return new PublisherFactory(config, all, json, registry, telemetry);
    }
}
