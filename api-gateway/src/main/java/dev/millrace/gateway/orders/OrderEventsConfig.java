package dev.millrace.gateway.orders;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** Event streams of orders through the gateway. */
@ConfigMapping(prefix = "gateway.events")
interface OrderEventsConfig {
    /** Maximum open streams; beyond that the answer is 503. */
    @WithDefault("1000")
    @Min(1)
    int maximum();

    /** Maximum open streams per caller; beyond that the answer is 429. */
    @WithDefault("20")
    @Min(1)
    int maximumPerCaller();

    /** Time-out for the response that begins a stream. */
    @WithDefault("${gateway.events.patience:5s}")
    Duration responseTimeout();

    /**
     * A stream without any data for this long, heartbeats included, is closed. Must exceed order-service's heartbeat
     * interval.
     */
    @WithDefault("${gateway.events.silence:25s}")
    Duration idleTimeout();

    /** Former name of {@code response-timeout}. */
    Optional<Duration> patience();

    /** Former name of {@code idle-timeout}. */
    Optional<Duration> silence();
}
