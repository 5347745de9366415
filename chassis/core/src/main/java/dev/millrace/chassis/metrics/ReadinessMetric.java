package dev.millrace.chassis.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * {@code health.ready}: 1 if the instance was ready at the previous scrape, so that alerts see what a platform's probe
 * sees. A scrape starts the checks and does not wait for them: they need the thread that the scrape occupies.
 */
@ApplicationScoped
class ReadinessMetric {
    private static final Logger LOG = Logger.getLogger(ReadinessMetric.class);

    private final SmallRyeHealthReporter health;
    private final MeterRegistry meters;
    private volatile int ready;

    ReadinessMetric(SmallRyeHealthReporter health, MeterRegistry meters) {
        this.health = health;
        this.meters = meters;
    }

    void register(@Observes StartupEvent start) {
        check();
        Gauge.builder("health.ready", this::checked)
                .description("1 if the instance was ready at the previous scrape, otherwise 0")
                .register(meters);
    }

    private int checked() {
        int last = ready;
        check();
        return last;
    }

    private void check() {
        health.getReadinessAsync().subscribe().with(this::keep, failed -> {
            ready = 0;
            LOG.warnf("Readiness could not be checked: %s", failed);
        });
    }

    private void keep(SmallRyeHealth checked) {
        ready = checked.isDown() ? 0 : 1;
    }
}
