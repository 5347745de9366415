package dev.millrace.chassis.messaging;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jboss.logging.Logger;

/**
 * How long inbox rows must be kept: as long as the longest retention of the consumed topics, because a consumer group
 * that loses its offsets reads all records again.
 */
@ApplicationScoped
public class InboxRetention {
    private static final Logger LOG = Logger.getLogger(InboxRetention.class);
    private static final int TIMEOUT_MS = 5_000;

    private final HandlerRegistry registry;
    private final EventingConfig config;
    private final MessagingConfig messaging;
    private final Map<String, Object> kafka;

    InboxRetention(
            HandlerRegistry registry,
            EventingConfig config,
            MessagingConfig messaging,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.registry = registry;
        this.config = config;
        this.messaging = messaging;
        this.kafka = kafka;
    }

    /** Empty when no row may be deleted: a topic keeps its records for ever, or its retention is unknown. */
    public Optional<Duration> get() {
        if (!messaging.kafkaEnabled()) {
            return config.inboxRetention();
        }
        Optional<Duration> ofTopics = registry.topics().flatMap(this::longest);
        Duration atLeast = config.inboxRetention().orElse(Duration.ZERO);
        return ofTopics.map(topics -> topics.compareTo(atLeast) > 0 ? topics : atLeast);
    }

    private Optional<Duration> longest(Set<String> topics) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("default.api.timeout.ms", TIMEOUT_MS);
        settings.put("request.timeout.ms", TIMEOUT_MS);
        try (Admin admin = Admin.create(settings)) {
            Set<ConfigResource> resources = topics.stream()
                    .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                    .collect(Collectors.toSet());
            return longest(admin.describeConfigs(resources)
                    .all()
                    .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                    .values());
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf(
                    "No entries of the inbox are removed, because the retention of %s cannot be read (this requires"
                            + " DescribeConfigs on them): %s",
                    topics, e.getCause() == null ? e : e.getCause());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static Optional<Duration> longest(Collection<Config> topics) {
        Duration longest = Duration.ZERO;
        for (Config topic : topics) {
            long retention =
                    Long.parseLong(topic.get(TopicConfig.RETENTION_MS_CONFIG).value());
            boolean deleted =
                    topic.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains("delete");
            if (retention < 0 || !deleted) {
                return Optional.empty();
            }
            longest = Duration.ofMillis(Math.max(longest.toMillis(), retention));
        }
        return Optional.of(longest);
    }
}
