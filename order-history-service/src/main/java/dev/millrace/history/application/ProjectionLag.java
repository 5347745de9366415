package dev.millrace.history.application;

import dev.millrace.chassis.messaging.MessagingConfig;
import dev.millrace.history.application.ViewUpdateService.ViewUpdated;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the view is behind Kafka: the age of the oldest record that no instance has handled yet, 0 if there is none.
 * Metric {@code history.view.lag}, in seconds; {@code history.view.delay} is the time from a change's commit to its
 * visibility in the view. With push delivery the lag is unknown: only the event source knows what it has not pushed
 * yet.
 */
@ApplicationScoped
public class ProjectionLag {
    /** If the last measurement is older than this, measuring fails; its age is then added to the lag. */
    private static final Duration STALE_AFTER = Duration.ofSeconds(2);

    private record Measurement(Duration lag, Instant at) {}

    private final boolean measured;
    private final Timer delay;
    private volatile Measurement last = new Measurement(Duration.ZERO, Instant.now());

    ProjectionLag(MeterRegistry registry, MessagingConfig messaging) {
        measured = messaging.kafkaEnabled();
        if (measured) {
            Gauge.builder("history.view.lag", this, lag -> lag.age().toMillis() / 1e3)
                    .description("age of the oldest record that is not in the view")
                    .baseUnit("seconds")
                    .register(registry);
        }
        delay = Timer.builder("history.view.delay")
                .description("from the commit of a step to its being in the view")
                .publishPercentileHistogram()
                .register(registry);
    }

    /** Whether this instance reads Kafka and so can measure the lag. */
    public boolean isMeasured() {
        return measured;
    }

    public void measured(Duration lag) {
        last = new Measurement(lag, Instant.now());
    }

    /** Empty if unknown. */
    public Optional<Duration> now() {
        return measured ? Optional.of(age()) : Optional.empty();
    }

    private Duration age() {
        Measurement measurement = last;
        Duration age = Duration.between(measurement.at(), Instant.now());
        return age.compareTo(STALE_AFTER) > 0 ? measurement.lag().plus(age) : measurement.lag();
    }

    void visible(@Observes(during = TransactionPhase.AFTER_SUCCESS) ViewUpdated update) {
        delay.record(Duration.between(update.step().origin().at(), Instant.now()));
    }
}
