package dev.millrace.relay;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.health.RelayState;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.probe.TcpProxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutageTest {
    private static final DevStack STACK = DevStackResource.stack();
    private static final Map<String, String> SETTINGS = RunningRelay.settings(STACK, Database.ORDERS);

    private Outbox outbox;

    @BeforeEach
    void renew() throws Exception {
        outbox = Outbox.fresh(STACK, Database.ORDERS);
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
            relay.await(RelayState.CONNECTING);
            outbox.publish("o-1", "3");
            assertThat(relay.reason(Database.ORDERS)).startsWith("Kafka: ");
            STACK.kafka().start();
            relay.awaitLeading();
            published.awaitExactly("1", "2", "3");
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
            relay.await(RelayState.CONNECTING);
            assertThat(relay.reason(Database.ORDERS)).startsWith("PostgreSQL: ");
            STACK.postgres().start();
            relay.awaitLeading();
            outbox.publish("o-1", "3");
            published.awaitExactly("1", "2", "3");
        }
    }

    @Test
    void shouldStartWhenBothComeLater() throws Exception {
        outbox.publish("o-1", "1");
        STACK.kafka().stop();
        STACK.postgres().stop();
        try (var relay = RunningRelay.start(SETTINGS)) {
            relay.await(RelayState.CONNECTING);
            STACK.postgres().start();
            STACK.kafka().start();
            relay.awaitLeading();
            assertThat(relay.counter("relay.events.published")).isEqualTo(1);
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

    @Test
    void shouldGoOnWhenTheNetworkToPostgresIsCutAndMended() throws Exception {
        try (var network = new TcpProxy(STACK.postgres().port())) {
            Map<String, String> settings = new HashMap<>(SETTINGS);
            settings.put(
                    "relay.sources.orders.jdbc-url",
                    STACK.jdbcUrl(Database.ORDERS)
                            .replace(":" + STACK.postgres().port() + "/", ":" + network.port() + "/"));
            settings.put("relay.lease", "2s");
            try (var published = new Published(STACK, "order.events");
                    var relay = RunningRelay.start(settings).awaitLeading()) {
                outbox.publish("o-1", "1");
                published.await(1);
                network.partition();
                outbox.publish("o-1", "2");
                relay.await(RelayState.CONNECTING);
                assertThat(relay.reason(Database.ORDERS)).startsWith("PostgreSQL: ");
                network.heal();
                relay.awaitLeading();
                outbox.publish("o-1", "3");
                published.awaitExactly("1", "2", "3");
            }
        }
    }

    /** Its connections stay open and it does not respond. */
    @Test
    void shouldBeDownAndGoOnWhenPostgresIsSuspendedAndResumed() throws Exception {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("relay.lease", "2s");
        try (var published = new Published(STACK, "order.events");
                var relay = RunningRelay.start(settings).awaitLeading()) {
            outbox.publish("o-1", "1");
            published.await(1);
            STACK.postgres().suspend();
            try {
                relay.await(RelayState.CONNECTING);
                assertThat(relay.reason(Database.ORDERS)).startsWith("PostgreSQL: it does not respond");
            } finally {
                STACK.postgres().resume();
            }
            relay.awaitLeading();
            outbox.publish("o-1", "2");
            published.awaitExactly("1", "2");
        }
    }

    /** As above. */
    @Test
    void shouldGoOnWhenKafkaIsSuspendedAndResumed() throws Exception {
        try (var published = new Published(STACK, "order.events");
                var relay = RunningRelay.start(SETTINGS).awaitLeading()) {
            outbox.publish("o-1", "1");
            published.await(1);
            STACK.kafka().suspend();
            try {
                outbox.publish("o-1", "2");
                relay.await(RelayState.CONNECTING);
                outbox.publish("o-1", "3");
                assertThat(relay.reason(Database.ORDERS)).startsWith("Kafka: ");
            } finally {
                STACK.kafka().resume();
            }
            relay.awaitLeading();
            published.awaitExactly("1", "2", "3");
        }
    }
}
