package dev.millrace.relay.health;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.config.RelayConfig.Limits;
import dev.millrace.relay.health.LagMonitor.Measured;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Readiness: down while a source's rows wait too long, or its slot retains too much of the log. */
@Readiness
class LagHealthCheck implements HealthCheck {
    private final SourceRegistry sources;
    private final Limits limits;

    LagHealthCheck(SourceRegistry sources, RelayConfig config) {
        this.sources = sources;
        this.limits = config.limits();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("lag");
        boolean ready = true;
        for (LagMonitor monitor : sources.monitors()) {
            String excess = monitor.last().map(this::excess).orElse("");
            ready &= excess.isEmpty();
            response.withData(monitor.sourceName(), excess.isEmpty() ? "within limits" : excess);
        }
        return response.status(ready).build();
    }

    private String excess(Measured lag) {
        if (lag.waiting().oldest().compareTo(limits.lag()) > 0) {
            return "%d rows wait, the oldest for %d s; relay.limits.lag is %d s"
                    .formatted(
                            lag.waiting().rows(),
                            lag.waiting().oldest().toSeconds(),
                            limits.lag().toSeconds());
        }
        long limit = limits.retainedWal().asLongValue();
        return lag.slot()
                .filter(slot -> slot.retainedBytes() > limit)
                .map(slot -> "the slot holds back %d bytes of the log; relay.limits.retained-wal is %d"
                        .formatted(slot.retainedBytes(), limit))
                .orElse("");
    }
}
