package dev.millrace.gateway.caching;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the gateway remembers of the services' answers. */
@ConfigMapping(prefix = "gateway.cache")
interface CacheConfig {
    /** How old an answer may be when it is given again; 0 s turns the cache off. */
    @WithDefault("1s")
    Duration timeToLive();

    /** Bodies kept at most; the least useful ones go first. */
    @WithDefault("16M")
    MemorySize maximumSize();
}
