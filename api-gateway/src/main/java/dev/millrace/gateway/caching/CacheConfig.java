package dev.millrace.gateway.caching;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Cache of the services' responses to reads. */
@ConfigMapping(prefix = "gateway.cache")
interface CacheConfig {
    /** Maximum age of a cached response; 0 s turns the cache off. */
    @WithDefault("1s")
    Duration timeToLive();

    /** Maximum total size of the cached responses; beyond it the least useful ones are evicted. */
    @WithDefault("16M")
    MemorySize maximumSize();
}
