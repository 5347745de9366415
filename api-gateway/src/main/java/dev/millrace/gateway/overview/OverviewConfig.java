package dev.millrace.gateway.overview;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Composition of a customer's overview. */
@ConfigMapping(prefix = "gateway.overview")
interface OverviewConfig {
    /** Deadline for a part; the answer is sent without the parts that miss it. */
    @WithDefault("800ms")
    Duration deadline();

    /** Number of recent orders. */
    @WithDefault("5")
    int orders();

    /** Number of order-history entries. */
    @WithDefault("10")
    int history();
}
