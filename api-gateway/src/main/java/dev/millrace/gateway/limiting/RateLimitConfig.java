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
     * Bad tokens an address may show a second, in the long run, for 401; beyond that the answer is 429. A good token is
     * taken all the same, because many clients may share an address.
     */
    @WithDefault("10")
    @Min(1)
    int refusalsPerSecond();

    /** Bad tokens an address may show at once, after a pause. */
    @WithDefault("100")
    @Min(1)
    int refusalsBurst();
}
