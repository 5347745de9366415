package dev.millrace.relay.kafka;

import java.util.Map;
import java.util.Optional;

/** Which topic an aggregate type goes to. */
record TopicRouter(Map<String, String> topics) {
    Optional<String> topicFor(String aggregateType) {
        return Optional.ofNullable(topics.get(aggregateType));
    }
}
