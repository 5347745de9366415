package dev.millrace.orders.watching;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Configuration of order watches, per instance. */
@ConfigMapping(prefix = "orders.events")
interface WatchConfig {
    /** Maximum number of concurrent watches; further requests get 503. */
    @WithDefault("1000")
    @Min(1)
    int maximum();

    /**
     * Interval of the database sweep: the maximum delay of a change for which no message arrives, as during a Kafka
     * outage.
     */
    @WithDefault("2s")
    Duration sweep();

    /** Interval between heartbeats on an idle stream. */
    @WithDefault("10s")
    Duration heartbeat();

    /** Maximum duration of a stream; the client then reconnects and presents its token again. */
    @WithDefault("5m")
    Duration longest();
}
