package dev.millrace.history.messaging;

import dev.millrace.history.Events;
import dev.millrace.testsupport.identity.IdentityResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.history.Callers.as;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@QuarkusTestResource(value = OwnStack.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(IdentityResource.class)
class TopicRecreatedTest {
    private static final int PARTITIONS = 6;
    private static final int BEFORE = 20;
    private static final Duration UNTIL_NOTICED = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void shouldShowNoLagOnceTheViewHasWhatTheNewTopicHas() throws Exception {
        place(BEFORE);
        await().until(() -> lag() == 0);
        makeAnew("order.events");
        UUID last = place(1);
        await().atMost(UNTIL_NOTICED)
                .until(() -> as(CLERK).get("/orders/" + last + "/history").statusCode() == 200);
        await().atMost(UNTIL_NOTICED).until(() -> lag() == 0);
    }

    private UUID place(int count) {
        UUID last = null;
        try (Events events = new Events(bootstrapServers)) {
            for (int i = 0; i < count; i++) {
                last = UUID.randomUUID();
                events.orderCreated(last, UUID.randomUUID());
            }
        }
        return last;
    }

    private void makeAnew(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.deleteTopics(List.of(topic)).all().get();
            NewTopic same = new NewTopic(topic, PARTITIONS, (short) 1);
            await().ignoreExceptions()
                    .until(() -> admin.createTopics(List.of(same)).all().get() == null);
        }
    }

    private static long lag() {
        return Long.parseLong(as(CLERK).get("/order-history").header("X-View-Lag-Ms"));
    }
}
