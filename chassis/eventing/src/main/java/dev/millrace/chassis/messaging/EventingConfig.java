package dev.millrace.chassis.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How a service treats its messages and requests. */
@ConfigMapping(prefix = "chassis")
public interface EventingConfig {
    /** How often a message's handler is tried in all before the message goes to the dead letters. */
    @WithDefault("5")
    @Min(1)
    int attempts();

    /**
     * How long a received message's id is remembered. Longer than a topic keeps its records, or a rewound consumer
     * would let them take effect again.
     */
    @WithDefault("P14D")
    Duration inboxRetention();

    /** How long a client's Idempotency-Key is remembered. */
    @WithDefault("P2D")
    Duration idempotencyRetention();

    /** How often what is past its retention is removed. */
    Duration housekeepingInterval();
}
