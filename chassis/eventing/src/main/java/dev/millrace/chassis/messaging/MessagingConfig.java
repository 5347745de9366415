package dev.millrace.chassis.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import java.util.Set;

/** How a service receives messages. */
@ConfigMapping(prefix = "messaging")
public interface MessagingConfig {
    String PUSH = "push";

    /**
     * {@code pull}: the service consumes Kafka topics. {@code push}: it receives events at {@code POST /events} and
     * does not connect to Kafka.
     */
    @WithDefault("pull")
    @Pattern(regexp = "pull|push", message = "must be pull or push")
    String mode();

    /** Whether the service consumes Kafka; derived from {@link #mode()}. */
    boolean kafkaEnabled();

    /** Maximum number of messages handled in one transaction. */
    @WithDefault("100")
    @Min(1)
    int batchSize();

    /** Who may push, in addition to callers whose token has the role {@code event-source}. */
    Push push();

    /** See {@link MessagingConfig#push()}. */
    interface Push {
        /** Accepted values of {@code sub}, such as {@code system:serviceaccount:millrace:kafka-source}. */
        Optional<Set<String>> subjects();

        /** Value of {@code iss} in the tokens of those subjects; {@code identity.issuer} by default. */
        @WithDefault("${identity.issuer:}")
        Optional<String> issuer();

        /** Whether anybody who can reach the port may push without a token. Only the network then limits access. */
        @WithDefault("false")
        boolean trustNetwork();
    }
}
