package dev.millrace.chassis.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** When an instance refuses requests instead of letting them wait. */
@ConfigMapping(prefix = "overload")
interface OverloadConfig {
    /**
     * Requests at a time; one more is answered with 429 at once. Whoever is let in waits for at most this many divided by
     * what the instance answers in a second.
     */
    @WithDefault("64")
    @Min(1)
    int maximumRequests();
}
