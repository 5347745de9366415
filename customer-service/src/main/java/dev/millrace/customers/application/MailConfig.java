package dev.millrace.customers.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/**
 * Configuration of mails about the outcome of orders. The SMTP server is configured by {@code quarkus.mailer}: {@code
 * QUARKUS_MAILER_HOST} and so on.
 */
@ConfigMapping(prefix = "customers.mail")
interface MailConfig {
    /** Sender address. If absent, no mail is queued or sent. */
    Optional<@Email String> from();

    /** Interval between checks for due mails. */
    Duration interval();

    /** Maximum number of attempts per mail. The back-off is exponential: 1 s, 2 s, 4 s and so on, at most one hour. */
    @WithDefault("20")
    @Min(1)
    int attempts();

    /**
     * Maximum age of an outcome to be mailed. Prevents old outcomes from being mailed when a topic is read again from
     * the start.
     */
    @WithDefault("P1D")
    Duration maxAge();
}
