package dev.millrace.relay.lifecycle;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every source is led or stood by for; otherwise it says what keeps each. */
@Readiness
class SourcesReady implements HealthCheck {
    private final Relay relay;

    SourcesReady(Relay relay) {
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("sources");
        boolean ready = true;
        for (Status status : relay.statuses()) {
            Status.Now now = status.now();
            ready &= now.phase() == Phase.LEADING || now.phase() == Phase.STANDBY;
            String phase = now.phase().name().toLowerCase();
            response.withData(status.sourceName(), now.reason().isEmpty() ? phase : phase + ": " + now.reason());
        }
        return response.status(ready).build();
    }
}
