package dev.millrace.chassis.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** Retries, retention and tracing of messages and requests. */
@ConfigMapping(prefix = "chassis")
public interface EventingConfig {
    /**
     * Number of attempts to handle a message before it becomes a dead letter. Attempts that fail because the database
     * is unavailable do not count.
     */
    @WithDefault("5")
    @Min(1)
    int attempts();

    /**
     * Minimum retention of inbox rows. They are never deleted before the retention of the consumed topics has passed,
     * because a rewound consumer would handle the records again. Without a value the topics' retention applies; with
     * pushed events it is unknown, and the rows are kept for ever.
     */
    Optional<Duration> inboxRetention();

    /** Whether messages and SQL statements create spans; by default, when spans are exported. */
    boolean spans();

    /** Retention of idempotency keys. */
    @WithDefault("P2D")
    Duration idempotencyRetention();

    /** Interval between deletions of rows that are past their retention. */
    Duration housekeepingInterval();
}
