package dev.millrace.relay.health;

import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Readiness: up when this relay leads or stands by for every source; otherwise reports the reason of each. */
@Readiness
class SourcesHealthCheck implements HealthCheck {
    private final SourceRegistry sources;

    SourcesHealthCheck(SourceRegistry sources) {
        this.sources = sources;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("sources");
        boolean ready = true;
        for (SourceStatus status : sources.statuses()) {
            SourceStatus.Now now = status.now();
            ready &= now.phase() == RelayState.LEADING || now.phase() == RelayState.STANDBY;
            String phase = now.phase().name().toLowerCase(Locale.ROOT);
            response.withData(status.sourceName(), now.reason().isEmpty() ? phase : phase + ": " + now.reason());
        }
        return response.status(ready).build();
    }
}
