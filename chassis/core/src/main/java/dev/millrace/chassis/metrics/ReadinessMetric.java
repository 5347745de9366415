package dev.millrace.chassis.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@code health.ready}: 1 while the instance is ready, so that alerts see what a platform's probe sees. */
@ApplicationScoped
class ReadinessMetric {
    private final SmallRyeHealthReporter health;
    private final MeterRegistry meters;

    ReadinessMetric(SmallRyeHealthReporter health, MeterRegistry meters) {
        this.health = health;
        this.meters = meters;
    }

    void register(@Observes StartupEvent start) {
        Gauge.builder("health.ready", () -> health.getReadiness().isDown() ? 0 : 1)
                .description("1 while the instance is ready, otherwise 0")
                .register(meters);
    }
}
