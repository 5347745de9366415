package dev.millrace.k8s.config;

import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a module consumes, as its properties file says.
 *
 * @param group of its consumers
 * @param shared whether all instances are in that group; otherwise each hears of everything, in one of its own
 */
public record Channel(String topic, String group, boolean shared) {
    private static final String INCOMING = "mp.messaging.incoming.";
    private static final String CONNECTOR = "mp.messaging.connector.smallrye-kafka.";
    private static final String TOPIC = ".topic";
    private static final String GROUP = "group.id";
    private static final String OF_THE_INSTANCE = "${quarkus.uuid}";

    public static Stream<Channel> of(String module) {
        Properties properties = Project.properties(module);
        return properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith(INCOMING) && key.endsWith(TOPIC))
                .map(key -> channel(properties, key.replace(TOPIC, "."), module));
    }

    /** The chassis names the group after the service. */
    private static Channel channel(Properties properties, String prefix, String module) {
        String group = properties.getProperty(prefix + GROUP, properties.getProperty(CONNECTOR + GROUP, module));
        return new Channel(
                properties.getProperty(prefix + TOPIC.substring(1)),
                group.replace(OF_THE_INSTANCE, ""),
                !group.contains(OF_THE_INSTANCE));
    }
}
