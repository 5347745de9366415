package dev.millrace.chassis.saga;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Time-outs, retries and retention of sagas. */
@ConfigMapping(prefix = "saga")
public interface SagaConfig {
    /** Time-out for a reply, after which the command is sent again; doubled with each attempt. */
    @WithDefault("5s")
    Duration timeout();

    /** Longest time between two attempts. */
    @WithDefault("1m")
    Duration maximumDelay();

    /**
     * Number of times a command is sent before the saga is compensated. Compensations and retriable steps are sent
     * further times, and the saga is shown as {@link SagaState#NEEDS_ATTENTION}.
     */
    @WithDefault("6")
    @Min(1)
    int attempts();

    /** Interval at which the timer looks for sagas whose deadline has passed. */
    Duration timerInterval();

    /** Interval at which running sagas are counted for the metrics. */
    Duration metricsInterval();

    /** Retention of ended sagas. */
    @WithDefault("P90D")
    Duration retention();
}
