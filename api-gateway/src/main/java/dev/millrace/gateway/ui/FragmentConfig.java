package dev.millrace.gateway.ui;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a page is put together from the services' fragments. */
@ConfigMapping(prefix = "gateway.fragments")
interface FragmentConfig {
    /** How long a fragment is waited for before the page goes out without it. */
    @WithDefault("800ms")
    Duration deadline();
}
