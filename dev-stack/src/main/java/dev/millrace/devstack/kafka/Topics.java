package dev.millrace.devstack.kafka;

import dev.millrace.devstack.Topic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes those of the {@link Topic}s that are missing. */
final class Topics {

    private static final short ONE_REPLICA = 1;

    private Topics() {}

    static void create(String bootstrapServers) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = Stream.of(Topic.values())
                    .filter(topic -> !existing.contains(topic.topicName()))
                    .map(topic ->
                            new NewTopic(topic.topicName(), topic.partitions(), ONE_REPLICA).configs(topic.config()))
                    .toList();
            admin.createTopics(missing).all().get();
        }
    }
}
