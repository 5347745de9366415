package dev.millrace.relay.kafka;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.apache.kafka.common.security.oauthbearer.ClientJwtValidator;

/**
 * What the relay's settings for Kafka's clients name, and Quarkus does not keep in a native image. Quarkus keeps the
 * login modules, callback handlers and token retrievers.
 */
@RegisterForReflection(targets = ClientJwtValidator.class, methods = false, fields = false)
final class KafkaNativeRegistrations {
    private KafkaNativeRegistrations() {}
}
