package dev.millrace.relay.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.relay.config.RelayConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import org.eclipse.microprofile.config.Config;

/** Reaches what CDI calls. */
public final class PublishersFixture {
    private PublishersFixture() {}

    public static Publishers of(
            RelayConfig config, Config all, ObjectMapper json, MeterRegistry registry, OpenTelemetry telemetry) {
        return new Publishers(config, all, json, registry, telemetry);
    }
}
