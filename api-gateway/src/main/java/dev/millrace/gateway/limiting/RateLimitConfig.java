package dev.millrace.gateway.limiting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How much one caller may ask for. */
@ConfigMapping(prefix = "gateway.rate-limit")
interface RateLimitConfig {
    /** Requests a second, in the long run. */
    @WithDefault("500")
    @Min(1)
    int perSecond();

    /** Requests at once, after a pause. */
    @WithDefault("1000")
    @Min(1)
    int burst();

    /** Callers remembered at a time; one that is forgotten starts afresh. */
    @WithDefault("10000")
    @Min(1)
    int maximumCallers();

    /**
     * Refused tokens (401) an address may show a second, in the long run. Beyond that everything from it waits, before
     * any token is looked at: who guesses learns nothing more.
     */
    @WithDefault("10")
    @Min(1)
    int refusalsPerSecond();

    /** Refused tokens an address may show at once, after a pause. */
    @WithDefault("100")
    @Min(1)
    int refusalsBurst();
}
