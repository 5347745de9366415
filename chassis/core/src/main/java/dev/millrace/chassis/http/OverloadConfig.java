package dev.millrace.chassis.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * When an instance rejects requests instead of queueing them: the limit of requests in flight moves between two bounds,
 * and a further request is answered with 429 at once.
 */
@ConfigMapping(prefix = "overload")
interface OverloadConfig {
    /**
     * The limit of an instance that has just started, or whose writes are slow. Divided by the throughput of a cold
     * instance it must be less than the time-out of its clients.
     */
    @WithDefault("20")
    @Min(1)
    int minimumRequests();

    /** The limit of an instance that responds quickly. If it is less than the minimum, the limit is fixed at it. */
    @WithDefault("64")
    @Min(1)
    int maximumRequests();

    /**
     * Time from which on a write is slow; a request is quick below a quarter of it. Reads are never slow, because some
     * of them wait for a change.
     */
    @WithDefault("1s")
    Duration slowAfter();
}
