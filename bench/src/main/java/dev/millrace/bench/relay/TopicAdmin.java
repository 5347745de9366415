package dev.millrace.bench.relay;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates the topics of a round and deletes them afterwards, to limit disk usage. */
final class TopicAdmin implements AutoCloseable {
    private static final short ONE_REPLICA = 1;

    private final Admin admin;

    TopicAdmin(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers, "enable.metrics.push", false));
    }

    void create(String topic, int partitions) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(topic, partitions, ONE_REPLICA)))
                .all()
                .get();
    }

    void deleteStartingWith(String prefix) throws ExecutionException, InterruptedException {
        List<String> topics = admin.listTopics().names().get().stream()
                .filter(topic -> topic.startsWith(prefix))
                .toList();
        admin.deleteTopics(topics).all().get();
    }

    @Override
    public void close() {
        admin.close();
    }
}
