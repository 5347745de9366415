package dev.millrace.devstack;

import java.util.Map;

/** The topics, which exist as soon as Kafka is ready. Brokers do not create topics automatically. */
public enum Topic {
    ORDER_EVENTS("order.events", 6, keptForEver()),
    CUSTOMER_EVENTS("customer.events", 6, keptForEver()),
    CUSTOMER_COMMANDS("customer.commands", 6),
    ORDER_REPLIES("order.replies", 6),
    /** Each start of a service, with its version. */
    DEPLOYMENTS("deployments", 1, keptForEver()),
    ORDER_SERVICE_DLQ("order-service.dlq", 1, keptForEver()),
    CUSTOMER_SERVICE_DLQ("customer-service.dlq", 1, keptForEver()),
    ORDER_HISTORY_SERVICE_DLQ("order-history-service.dlq", 1, keptForEver()),
    OUTBOX_RELAY_DLQ("outbox-relay.dlq", 1, keptForEver()),
    OUTBOX_RELAY_POSITIONS("outbox-relay.positions", 1, Map.of("cleanup.policy", "compact"));

    private final String topicName;
    private final int partitions;
    private final Map<String, String> config;

    Topic(String topicName, int partitions) {
        this(topicName, partitions, Map.of());
    }

    Topic(String topicName, int partitions, Map<String, String> config) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.config = config;
    }

    public String topicName() {
        return topicName;
    }

    public int partitions() {
        return partitions;
    }

    public Map<String, String> config() {
        return config;
    }

    /**
     * Unlimited retention. Views are rebuilt from events, and dead letters wait for an operator; deleted records would
     * be lost.
     */
    private static Map<String, String> keptForEver() {
        return Map.of("retention.ms", "-1", "retention.bytes", "-1");
    }
}
