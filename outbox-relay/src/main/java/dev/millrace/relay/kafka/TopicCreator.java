package dev.millrace.relay.kafka;

import dev.millrace.relay.config.RelayConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates missing topics with the broker's defaults. Only the positions topic has settings of its own. */
final class TopicCreator {
    private static final int TIMEOUT_SECONDS = 10;
    private static final Optional<Integer> BROKER_DEFAULT_PARTITIONS = Optional.empty();
    private static final Optional<Short> BROKER_DEFAULT_REPLICAS = Optional.empty();

    /** Small segments and early compaction, because every new leader reads the whole topic. */
    private static final Map<String, String> POSITIONS = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_BYTES_CONFIG,
            String.valueOf(4 * 1024 * 1024),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.01",
            TopicConfig.DELETE_RETENTION_MS_CONFIG,
            "60000");

    private final Set<String> eventTopics;
    private final String positions;

    /** @param usesRoutes whether events go to the configured routes */
    TopicCreator(RelayConfig config, boolean usesRoutes) {
        this.eventTopics = usesRoutes ? new TreeSet<>(config.routes().values()) : new TreeSet<>();
        this.eventTopics.add(config.topics().deadLetters());
        this.positions = config.topics().positions();
    }

    /** The topics of the routes and of the dead letters. */
    Set<String> ofEvents() {
        return eventTopics;
    }

    void ensure(Admin admin) throws InterruptedException {
        Set<String> present = get(admin.listTopics().names());
        if (!present.contains(positions)) {
            create(admin, new NewTopic(positions, Optional.of(1), BROKER_DEFAULT_REPLICAS).configs(POSITIONS));
        }
        for (String topic : eventTopics) {
            if (!present.contains(topic)) {
                create(admin, new NewTopic(topic, BROKER_DEFAULT_PARTITIONS, BROKER_DEFAULT_REPLICAS));
            }
        }
    }

    static void create(Admin admin, NewTopic topic) throws InterruptedException {
        try {
            get(admin.createTopics(List.of(topic)).all());
        } catch (TopicExistsException anotherRelayWasFaster) {
            // the topic exists, as required
        }
    }

    static <T> T get(KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("no answer within " + TIMEOUT_SECONDS + " s", e);
        }
    }
}
