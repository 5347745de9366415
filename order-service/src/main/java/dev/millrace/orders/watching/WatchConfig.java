package dev.millrace.orders.watching;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How orders are watched, at each instance. */
@ConfigMapping(prefix = "orders.events")
interface WatchConfig {
    /** Watchers at a time; who comes later gets 503. */
    @WithDefault("1000")
    @Min(1)
    int maximum();

    /** How long a watcher may know less than the database when no message tells of a change, as while Kafka is away. */
    @WithDefault("2s")
    Duration sweep();

    /** Time between two signs of life on a stream that has nothing to tell. */
    @WithDefault("10s")
    Duration heartbeat();

    /** How long a stream lasts at most; then its client comes again and shows its token. */
    @WithDefault("5m")
    Duration longest();
}
