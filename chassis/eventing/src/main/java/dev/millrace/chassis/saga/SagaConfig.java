package dev.millrace.chassis.saga;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How long sagas wait, and how often they repeat what they wait for. */
@ConfigMapping(prefix = "saga")
public interface SagaConfig {
    /** How long a command's reply may take before the command is sent again; doubled with each attempt. */
    @WithDefault("5s")
    Duration timeout();

    /** Longest time between two attempts. */
    @WithDefault("1m")
    Duration maximumDelay();

    /**
     * How often a command is sent in all before the saga is compensated. What cannot be given up is sent on, and the saga
     * is shown as needing attention.
     */
    @WithDefault("6")
    @Min(1)
    int attempts();

    /** How often the timer looks for sagas whose time is up. */
    Duration timerInterval();

    /** How long a saga that has ended is kept. */
    @WithDefault("P90D")
    Duration retention();
}
