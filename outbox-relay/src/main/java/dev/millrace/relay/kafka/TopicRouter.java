package dev.millrace.relay.kafka;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Routes aggregate types to topics.
 *
 * @param topics by aggregate type
 * @param ofVariables routes set by environment variables, by the end of the variable's name, which does not preserve
 *     the spelling of a type
 */
record TopicRouter(Map<String, String> topics, Map<String, String> ofVariables) {
    private static final String PREFIX = "relay.routes.";

    /** @param config shows which routes are set by environment variables */
    static TopicRouter of(Map<String, String> topics, Config config) {
        Map<String, String> ofVariables = new HashMap<>();
        topics.forEach((type, topic) -> {
            String source = config.getConfigValue(PREFIX + type).getSourceName();
            if (source != null && source.startsWith("EnvConfigSource")) {
                ofVariables.put(variable(type), topic);
            }
        });
        return new TopicRouter(topics, ofVariables);
    }

    Optional<String> topicFor(String aggregateType) {
        String topic = topics.get(aggregateType);
        return Optional.ofNullable(topic == null ? ofVariables.get(variable(aggregateType)) : topic);
    }

    private static String variable(String aggregateType) {
        return aggregateType.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
