package dev.millrace.chassis.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import java.util.Set;

/** How events come to a service. */
@ConfigMapping(prefix = "messaging")
public interface MessagingConfig {
    String PUSH = "push";

    /**
     * {@code pull}: the service consumes Kafka's topics. {@code push}: it takes events at {@code POST /events} instead,
     * and needs no Kafka at all.
     */
    @WithDefault("pull")
    @Pattern(regexp = "pull|push", message = "must be pull or push")
    String mode();

    /** Whether the service consumes Kafka: follows from {@link #mode()}. */
    boolean kafkaEnabled();

    /** How many messages take effect in one transaction at most. */
    @WithDefault("100")
    @Min(1)
    int batchSize();

    /** Who may push, beside those whose token gives the role {@code event-source}. */
    Push push();

    /** See {@link MessagingConfig#push()}. */
    interface Push {
        /** Claims {@code sub} of the {@link #issuer}'s tokens, such as {@code system:serviceaccount:millrace:kafka-source}. */
        Optional<Set<String>> subjects();

        /** Claim {@code iss} of those tokens: the installation's own issuer unless set. */
        @WithDefault("${identity.issuer:}")
        Optional<String> issuer();

        /** Whether whoever reaches the port may push without a token: the network alone decides who that is. */
        @WithDefault("false")
        boolean trustNetwork();
    }
}
