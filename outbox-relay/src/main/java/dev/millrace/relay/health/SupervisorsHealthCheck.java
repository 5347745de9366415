package dev.millrace.relay.health;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Liveness: down once a source's supervisor has ended, because nothing in the process restarts it. */
@Liveness
class SupervisorsHealthCheck implements HealthCheck {
    private final SourceRegistry sources;

    SupervisorsHealthCheck(SourceRegistry sources) {
        this.sources = sources;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("supervisors");
        boolean alive = true;
        for (SourceStatus status : sources.statuses()) {
            boolean ended = status.now().phase() == RelayState.STOPPED;
            alive &= !ended;
            response.withData(status.sourceName(), ended ? "ended" : "running");
        }
        return response.status(alive).build();
    }
}
