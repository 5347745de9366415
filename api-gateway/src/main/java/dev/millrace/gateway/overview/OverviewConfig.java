package dev.millrace.gateway.overview;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a customer's overview is put together. */
@ConfigMapping(prefix = "gateway.overview")
interface OverviewConfig {
    /** How long a part is waited for before the answer goes out without it. */
    @WithDefault("800ms")
    Duration deadline();

    /** Recent orders shown. */
    @WithDefault("5")
    int orders();

    /** Entries of the order history shown. */
    @WithDefault("10")
    int history();
}
