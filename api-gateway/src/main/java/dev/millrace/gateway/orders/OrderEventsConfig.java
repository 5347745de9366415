package dev.millrace.gateway.orders;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How clients watch orders through the gateway. */
@ConfigMapping(prefix = "gateway.events")
interface OrderEventsConfig {
    /** Streams at a time; who comes later gets 503. */
    @WithDefault("1000")
    @Min(1)
    int maximum();

    /** Streams of one caller at a time; beyond that they get 429. */
    @WithDefault("20")
    @Min(1)
    int maximumPerCaller();

    /** How long the beginning of a stream is waited for. */
    @WithDefault("5s")
    Duration patience();

    /** A stream that brings nothing for so long, not even a sign of life, is broken: longer than order-service's. */
    @WithDefault("25s")
    Duration silence();
}
