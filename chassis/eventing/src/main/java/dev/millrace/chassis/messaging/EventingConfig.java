package dev.millrace.chassis.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** How a service treats its messages and requests. */
@ConfigMapping(prefix = "chassis")
public interface EventingConfig {
    /** How often a message's handler is tried in all before the message goes to the dead letters. */
    @WithDefault("5")
    @Min(1)
    int attempts();

    /**
     * How long a received message's id is remembered at least. It is remembered for as long as the consumed topics keep
     * their records in any case, or a rewound consumer would let them take effect again. Without a value ids are
     * remembered for as long as that, and for ever where it is not known because events are pushed.
     */
    Optional<Duration> inboxRetention();

    /** Whether spans are made of messages and of statements; by default when spans are exported. */
    boolean spans();

    /** How long a client's Idempotency-Key is remembered. */
    @WithDefault("P2D")
    Duration idempotencyRetention();

    /** How often what is past its retention is removed. */
    Duration housekeepingInterval();
}
