package dev.millrace.chassis.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** When an instance rejects requests instead of queueing them. */
@ConfigMapping(prefix = "overload")
interface OverloadConfig {
    /**
     * Maximum number of requests in flight; a further one is answered with 429 at once. An admitted request waits at
     * most this number divided by the instance's throughput in requests per second.
     */
    @WithDefault("64")
    @Min(1)
    int maximumRequests();
}
