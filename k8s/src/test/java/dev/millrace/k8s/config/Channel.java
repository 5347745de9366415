package dev.millrace.k8s.config;

import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A topic that a module consumes, from the module's properties file.
 *
 * @param group the consumer group
 * @param shared whether all instances are in that group; otherwise each instance has a group of its own and reads
 *     all records
 */
public record Channel(String topic, String group, boolean shared) {
    private static final String INCOMING = "mp.messaging.incoming.";
    private static final String CONNECTOR = "mp.messaging.connector.smallrye-kafka.";
    private static final Pattern TOPICS = Pattern.compile("\\.topics?$");
    private static final String GROUP = "group.id";
    private static final String OF_THE_INSTANCE = "${quarkus.uuid}";

    public static Stream<Channel> of(String module) {
        Properties properties = Project.properties(module);
        return properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith(INCOMING) && TOPICS.matcher(key).find())
                .flatMap(key -> channels(properties, key, module));
    }

    /** The chassis names the consumer group after the service. */
    private static Stream<Channel> channels(Properties properties, String key, String module) {
        String prefix = TOPICS.matcher(key).replaceFirst(".");
        String group = properties.getProperty(prefix + GROUP, properties.getProperty(CONNECTOR + GROUP, module));
        return Stream.of(properties.getProperty(key).split(","))
                .map(topic -> new Channel(topic, group.replace(OF_THE_INSTANCE, ""), !group.contains(OF_THE_INSTANCE)));
    }
}
