package dev.millrace.relay;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.devstack.DevStackResource;
import dev.millrace.relay.lifecycle.Phase;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Positions;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OutageTest {
    private static final DevStack STACK = DevStackResource.stack();
    private static final Map<String, String> SETTINGS = RunningRelay.settings(STACK, Database.ORDERS);

    private Outbox outbox;

    @BeforeEach
    void renew() throws Exception {
        outbox = new Outbox(STACK, Database.ORDERS).renew();
        Positions.forget(STACK, "orders");
    }

    @AfterEach
    void everythingRuns() {
        if (!STACK.kafka().isRunning()) {
            STACK.kafka().start();
        }
        if (!STACK.postgres().isRunning()) {
            STACK.postgres().start();
        }
    }

    @Test
    void shouldGoOnWhenKafkaReturns() throws Exception {
        try (var published = new Published(STACK, "order.events");
                var relay = RunningRelay.start(SETTINGS).awaitLeading()) {
            outbox.publish("o-1", "1");
            published.await(1);
            STACK.kafka().kill();
            outbox.publish("o-1", "2");
            relay.await(Phase.CONNECTING);
            outbox.publish("o-1", "3");
            assertThat(relay.reason(Database.ORDERS)).startsWith("Kafka: ");
            STACK.kafka().start();
            relay.awaitLeading();
            published.await(3);
            assertThat(published.poll(Duration.ofSeconds(1)))
                    .map(ConsumerRecord::value)
                    .containsExactly("1", "2", "3");
        }
    }

    @Test
    void shouldGoOnWhenPostgresReturns() throws Exception {
        try (var published = new Published(STACK, "order.events");
                var relay = RunningRelay.start(SETTINGS).awaitLeading()) {
            outbox.publish("o-1", "1");
            published.await(1);
            outbox.publish("o-1", "2");
            STACK.postgres().kill();
            relay.await(Phase.CONNECTING);
            assertThat(relay.reason(Database.ORDERS)).startsWith("PostgreSQL: ");
            STACK.postgres().start();
            relay.awaitLeading();
            outbox.publish("o-1", "3");
            published.await(3);
            assertThat(published.poll(Duration.ofSeconds(1)))
                    .map(ConsumerRecord::value)
                    .containsExactly("1", "2", "3");
        }
    }

    @Test
    void shouldStartWhenBothComeLater() throws Exception {
        outbox.publish("o-1", "1");
        STACK.kafka().stop();
        STACK.postgres().stop();
        try (var relay = RunningRelay.start(SETTINGS)) {
            relay.await(Phase.CONNECTING);
            STACK.postgres().start();
            STACK.kafka().start();
            relay.awaitLeading();
            assertThat(relay.counter("relay.events.published")).isEqualTo(1);
        }
    }

    @Test
    void shouldSayTheRemedyAndPublishNothingWhenTheSlotIsLost() throws Exception {
        try (var published = new Published(STACK, "order.events")) {
            try (var relay = RunningRelay.start(SETTINGS)) {
                relay.awaitLeading();
                outbox.publish("o-1", "1");
                published.await(1);
            }
            outbox.execute(Credentials.RELAY, "SELECT pg_drop_replication_slot('outbox_relay_orders')");
            outbox.publish("o-1", "2");
            try (var relay = RunningRelay.start(SETTINGS)) {
                relay.await(Phase.CONNECTING);
                await().untilAsserted(() -> assertThat(relay.reason(Database.ORDERS))
                        .startsWith("slot outbox_relay_orders is gone")
                        .contains("delete the record with key orders"));
            }
            Positions.forget(STACK, "orders");
            try (var relay = RunningRelay.start(SETTINGS)) {
                relay.awaitLeading();
                published.await(3);
                assertThat(published.poll(Duration.ofSeconds(1)))
                        .map(ConsumerRecord::value)
                        .containsExactly("1", "1", "2");
            }
        }
    }

    @Test
    void shouldGoOnWhenItsSessionsAreEnded() throws Exception {
        try (var published = new Published(STACK, "order.events");
                var relay = RunningRelay.start(SETTINGS).awaitLeading()) {
            for (int i = 0; i < 5; i++) {
                outbox.publish("o-1", "" + i);
                outbox.execute(
                        Credentials.RELAY,
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name <> '' AND pid <> pg_backend_pid() AND usename = current_user");
            }
            published.await(5);
            relay.awaitLeading();
            assertThat(published.poll(Duration.ofSeconds(1)))
                    .map(ConsumerRecord::value)
                    .containsExactly("0", "1", "2", "3", "4");
        }
    }
}
