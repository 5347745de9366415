package dev.millrace.devstack.kafka;

import dev.millrace.devstack.Topic;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/** Creates missing {@link Topic}s and updates the configuration of existing ones. */
final class TopicProvisioner {

    private static final short ONE_REPLICA = 1;

    private TopicProvisioner() {}

    static void create(String bootstrapServers) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = Stream.of(Topic.values())
                    .filter(topic -> !existing.contains(topic.topicName()))
                    .map(topic ->
                            new NewTopic(topic.topicName(), topic.partitions(), ONE_REPLICA).configs(topic.config()))
                    .toList();
            admin.createTopics(missing).all().get();
            admin.incrementalAlterConfigs(Stream.of(Topic.values())
                            .filter(topic -> existing.contains(topic.topicName()))
                            .collect(Collectors.toMap(TopicProvisioner::resource, TopicProvisioner::settings)))
                    .all()
                    .get();
        }
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    }

    private static Collection<AlterConfigOp> settings(Topic topic) {
        return topic.config().entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }
}
