package dev.millrace.gateway.ui;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Composition of pages from the services' fragments. */
@ConfigMapping(prefix = "gateway.fragments")
interface FragmentConfig {
    /** Deadline for a fragment; the page is sent without the fragments that miss it. */
    @WithDefault("800ms")
    Duration deadline();
}
