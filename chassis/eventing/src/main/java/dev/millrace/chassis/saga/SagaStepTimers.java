package dev.millrace.chassis.saga;

import dev.millrace.chassis.metrics.Buckets;
import dev.millrace.chassis.persistence.AfterCommit;
import dev.millrace.chassis.saga.StepExecution.State;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;

/** {@code saga.steps}: how long steps take, from their first command to the reply that ends them. */
@ApplicationScoped
class SagaStepTimers {
    private final MeterRegistry meters;
    private final AfterCommit afterCommit;

    SagaStepTimers(MeterRegistry meters, AfterCommit afterCommit) {
        this.meters = meters;
        this.afterCommit = afterCommit;
    }

    /** Counts the step when the current transaction has committed. */
    void record(String saga, StepExecution execution, State state, Duration taken) {
        Timer timer = Timer.builder("saga.steps")
                .description("Steps of sagas by outcome")
                .tags("saga", saga, "step", execution.name())
                .tag("direction", execution.compensation() ? "compensation" : "forward")
                .tag("outcome", state.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(Buckets.process())
                .register(meters);
        afterCommit.run(() -> timer.record(taken));
    }
}
