package dev.millrace.relay;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.probe.KafkaProbe;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("try") // the relay only has to run
class OutboxCleanupTest {
    private static final DevStack STACK = DevStackResource.stack();

    private final Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
    private Outbox outbox;

    @BeforeEach
    void renew() throws Exception {
        outbox = Outbox.fresh(STACK, Database.ORDERS);
        settings.put("relay.heartbeat", "500ms");
    }

    @AfterEach
    void kafkaRuns() {
        if (!STACK.kafka().isRunning()) {
            STACK.kafka().start();
        }
    }

    @Test
    void shouldRemovePublishedRowsWhenTheOutboxIsIdle() throws Exception {
        outbox.publish("o-1", "\"older than the slot\"");
        try (var published = new Published(STACK, "order.events");
                var relay = RunningRelay.start(settings).awaitLeading()) {
            outbox.publish("o-1", "1");
            published.await(2);
            await().untilAsserted(() -> assertThat(outbox.rows()).isEmpty());
            await().untilAsserted(() ->
                    assertThat(relay.gauge("relay.outbox.waiting")).isZero());
        }
    }

    @Test
    void shouldKeepPublishedRowsForAsLongAsItIsTold() throws Exception {
        settings.put("relay.keep-published", "1h");
        try (var published = new Published(STACK, "order.events");
                var relay = RunningRelay.start(settings).awaitLeading()) {
            publishNow("\"young\"");
            outbox.publish("o-1", "\"a day in November\"");
            published.await(2);
            await().untilAsserted(() -> assertThat(outbox.rows()).containsExactly("\"young\""));
        }
    }

    @Test
    void shouldRemoveWhatAnEarlierRunPublishedWhenOthersWriteToTheTopicsToo() throws Exception {
        settings.put("relay.keep-published", "1h");
        try (var published = new Published(STACK, "order.events");
                var relay = RunningRelay.start(settings).awaitLeading()) {
            publishNow("1");
            published.await(1);
        }
        try (KafkaProbe kafka = new KafkaProbe(STACK.bootstrapServers())) {
            kafka.send(new ProducerRecord<>("order.events", "without an id".getBytes(UTF_8)));
        }
        settings.remove("relay.keep-published");
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            await().untilAsserted(() -> assertThat(outbox.rows()).isEmpty());
        }
    }

    /** PostgreSQL logs such a snapshot by itself every 15 s, which advances restart_lsn. */
    @Test
    void shouldGoOnWhenTheSlotHasMovedBetweenTwoHeartbeats() throws Exception {
        try (var published = new Published(STACK, "order.events")) {
            try (var relay = RunningRelay.start(settings).awaitLeading()) {
                for (int i = 0; i < 5; i++) {
                    List<String> before = slotBegins();
                    outbox.query(Credentials.SUPERUSER, "SELECT pg_log_standby_snapshot()::text");
                    await().until(() -> !slotBegins().equals(before));
                }
            }
            try (var relay = RunningRelay.start(settings).awaitLeading()) {
                outbox.publish("o-1", "1");
                published.await(1);
            }
        }
    }

    private void publishNow(String payload) throws SQLException {
        outbox.execute(Database.ORDERS.owner(), "ALTER TABLE outbox ALTER time SET DEFAULT now()");
        outbox.execute(
                Database.ORDERS.owner(),
                "INSERT INTO outbox (id, aggregate_type, aggregate_id, type, source, payload) VALUES"
                        + " (gen_random_uuid(), 'order', 'o-1', 't', '/s', '%s')".formatted(payload));
    }

    private List<String> slotBegins() throws SQLException {
        return outbox.query(
                Credentials.SUPERUSER,
                "SELECT restart_lsn::text FROM pg_replication_slots WHERE slot_name = 'outbox_relay_orders'");
    }

    /** The rows have ids of subtransactions, which snapshots do not list. */
    @Test
    void shouldKeepRowsOfTransactionsThatCommitLater() throws Exception {
        try (var published = new Published(STACK, "order.events");
                var relay = RunningRelay.start(settings).awaitLeading();
                Connection late = outbox.connect()) {
            late.setAutoCommit(false);
            late.setSavepoint();
            Outbox.publish(late, "order", "o-1", "{}", "\"late\"");
            outbox.publish("o-2", "1");
            published.await(1);
            slotPasses(currentLsn());
            slotPasses(currentLsn());
            late.commit();
            assertThat(published.await(2).getLast().value()).isEqualTo("\"late\"");
            await().untilAsserted(() -> assertThat(outbox.rows()).isEmpty());
        }
    }

    @Test
    void shouldMoveTheSlotOnWhenOnlyOtherTablesAreWritten() throws Exception {
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            outbox.execute(
                    Database.ORDERS.owner(),
                    "CREATE TABLE other AS SELECT repeat('x', 1000) AS text FROM generate_series(1, 5000)");
            slotPasses(currentLsn());
        }
    }

    @Test
    void shouldTurnUnreadyBeyondItsLimitsAndReadyAgain() throws Exception {
        settings.put("relay.limits.lag", "1h");
        settings.put("relay.limits.retained-wal", "64M");
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            await().until(() -> relay.lag().getStatus() == Status.UP && relay.gauge("relay.slot.retained") >= 0);
            STACK.kafka().stop();
            outbox.publish("o-1", "1"); // its time column is days in the past
            await().untilAsserted(() ->
                    assertThat(relay.gauge("relay.outbox.waiting")).isEqualTo(1));
            assertThat(relay.lag().getStatus()).isEqualTo(Status.DOWN);
            assertThat(relay.lag().getData().orElseThrow().get("orders").toString())
                    .contains("1 rows wait")
                    .contains("relay.limits.lag is 3600 s");
            assertThat(relay.gauge("relay.lag")).isGreaterThan(3600);
            STACK.kafka().start();
            await().until(() -> relay.lag().getStatus() == Status.UP);
        }
    }

    private String currentLsn() throws SQLException {
        return outbox.query(Credentials.RELAY, "SELECT pg_current_wal_lsn()").getFirst();
    }

    private void slotPasses(String lsn) {
        await().until(() -> outbox.query(
                        Credentials.RELAY,
                        "SELECT confirmed_flush_lsn >= '%s' FROM pg_replication_slots WHERE slot_name = 'outbox_relay_orders'"
                                .formatted(lsn))
                .getFirst()
                .equals("t"));
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
    }
}
