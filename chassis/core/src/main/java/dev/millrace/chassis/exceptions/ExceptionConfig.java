package dev.millrace.chassis.exceptions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** Tracking of unexpected exceptions. */
@ConfigMapping(prefix = "errors")
interface ExceptionConfig {
    /**
     * Number of different errors that an instance remembers. Beyond it, the one that has not occurred for the longest
     * time is forgotten.
     */
    @WithDefault("200")
    @Min(1)
    int maximum();

    /**
     * DSN of a tracker that speaks Sentry's protocol, such as {@code https://KEY@errors.example.org/7}. Without it
     * nothing is sent.
     */
    Optional<String> sentryDsn();

    /** Environment that is sent with each event, such as {@code production}. */
    @WithDefault("production")
    String environment();
}
