package dev.millrace.relay.lifecycle;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Liveness: down once a source's supervisor has ended, because nothing in the process restarts it. */
@Liveness
class SupervisorsAlive implements HealthCheck {
    private final Relay relay;

    SupervisorsAlive(Relay relay) {
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("supervisors");
        boolean alive = true;
        for (SourceStatus status : relay.statuses()) {
            boolean ended = status.now().phase() == RelayState.STOPPED;
            alive &= !ended;
            response.withData(status.sourceName(), ended ? "ended" : "running");
        }
        return response.status(alive).build();
    }
}
