package dev.millrace.gateway.limiting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** Rate limit of each caller. */
@ConfigMapping(prefix = "gateway.rate-limit")
interface RateLimitConfig {
    /** Sustained requests per second. */
    @WithDefault("500")
    @Min(1)
    int perSecond();

    /** Burst: maximum requests at once. */
    @WithDefault("1000")
    @Min(1)
    int burst();

    /** Callers tracked at a time; an evicted caller starts with a full bucket. */
    @WithDefault("10000")
    @Min(1)
    int maximumCallers();

    /**
     * Rejected tokens per second and client address that are answered with 401; beyond that the answer is 429. Valid
     * tokens from the same address are not affected, because many clients may share it.
     */
    @WithDefault("10")
    @Min(1)
    int refusalsPerSecond();

    /** Burst: rejected tokens at once. */
    @WithDefault("100")
    @Min(1)
    int refusalsBurst();
}
