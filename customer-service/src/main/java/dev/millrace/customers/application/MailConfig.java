package dev.millrace.customers.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** Mails on the outcome of orders. The server is {@code quarkus.mailer}'s: {@code QUARKUS_MAILER_HOST} and so on. */
@ConfigMapping(prefix = "customers.mail")
interface MailConfig {
    /** The sender's address. Without one no mail is queued or sent. */
    Optional<@Email String> from();

    /** How often due mails are looked for. */
    Duration interval();

    /** How often a mail is tried, after 1 s, 2 s, 4 s and so on up to an hour, before it is given up. */
    @WithDefault("20")
    @Min(1)
    int attempts();

    /** An outcome that is older when it is heard of is no news, and not mailed: topics may be read again from the start. */
    @WithDefault("P1D")
    Duration maxAge();
}
