package dev.millrace.gateway.limiting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** Quota of each client application of a third party, for all of its users together. */
@ConfigMapping(prefix = "gateway.client-quota")
interface ClientQuotaConfig {
    /** Sustained requests per second. */
    @WithDefault("10")
    @Min(1)
    int perSecond();

    /** Burst: maximum requests at once. */
    @WithDefault("50")
    @Min(1)
    int burst();
}
