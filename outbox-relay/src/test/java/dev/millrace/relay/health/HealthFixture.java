package dev.millrace.relay.health;

import dev.millrace.relay.config.RelayConfig;
import io.micrometer.core.instrument.MeterRegistry;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Gives tests of other packages access to the constructors that CDI calls. */
public final class HealthFixture {
    private HealthFixture() {}

    public static SourceRegistry registry(MeterRegistry meters) {
        return new SourceRegistry(meters);
    }

    public static HealthCheckResponse lag(SourceRegistry sources, RelayConfig config) {
        return new LagHealthCheck(sources, config).call();
    }
}
