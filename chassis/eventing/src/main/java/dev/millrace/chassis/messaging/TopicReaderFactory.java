package dev.millrace.chassis.messaging;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.IsolationLevel;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens topics with the service's Kafka configuration. */
@ApplicationScoped
public class TopicReaderFactory {
    private final Map<String, Object> kafka;
    private final String group;

    TopicReaderFactory(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "mp.messaging.connector.smallrye-kafka.group.id") String group) {
        this.kafka = kafka;
        this.group = group;
    }

    /**
     * Opens a reader of committed records.
     *
     * @param chunk maximum number of records of one read
     */
    public TopicReader open(Collection<String> topics, int chunk) {
        return new TopicReader(kafka, group, IsolationLevel.READ_COMMITTED, topics, chunk);
    }

    /** As {@link #open}, but also reads records of open and aborted transactions. */
    public TopicReader openUncommitted(Collection<String> topics, int chunk) {
        return new TopicReader(kafka, group, IsolationLevel.READ_UNCOMMITTED, topics, chunk);
    }
}
