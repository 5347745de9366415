package dev.millrace.chassis.messaging;

import dev.millrace.testsupport.DevStackResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Topics of the test consumers. */
public final class ThingTopics {
    static final String EVENTS = "thing.events";
    public static final String PARCELS = "parcel.events";
    static final String DEAD_LETTERS = "chassis-eventing.dlq";

    private ThingTopics() {}

    /** Creates the topics that do not exist yet. */
    public static void make() {
        make(EVENTS);
        make(PARCELS);
        make(DEAD_LETTERS);
    }

    /** Sets the retention of the event topic. */
    public static void keep(Duration retention) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, EVENTS);
        ConfigEntry entry = new ConfigEntry("retention.ms", Long.toString(retention.toMillis()));
        ask(admin -> admin.incrementalAlterConfigs(
                        Map.of(topic, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                .all());
    }

    static void make(String topic) {
        ask(admin ->
                admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all());
    }

    static void delete(String topic) {
        ask(admin -> admin.deleteTopics(List.of(topic)).all());
    }

    private static void ask(Question question) {
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", DevStackResource.stack().bootstrapServers());
        try (Admin admin = Admin.create(kafka)) {
            question.of(admin).get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Question {
        KafkaFuture<Void> of(Admin admin);
    }
}
