package dev.millrace.relay;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.health.RelayState;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Positions;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Kafka's positions are gone, or rows do not come through the log. */
@SuppressWarnings("try") // the relay only has to run
class LostPositionTest {
    private static final DevStack STACK = DevStackResource.stack();

    private final Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
    private Outbox outbox;
    private Published published;

    @BeforeEach
    void renew() throws Exception {
        outbox = Outbox.fresh(STACK, Database.ORDERS);
        settings.put("relay.heartbeat", "500ms");
        settings.put("relay.polling.interval", "20ms");
        published = new Published(STACK, "order.events");
    }

    @AfterEach
    void close() {
        published.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"log-tailing", "polling"})
    void shouldPublishNothingTwiceWhenThePositionsTopicIsDeleted(String mode) throws Exception {
        settings.put("relay.mode", mode);
        settings.put("relay.keep-published", "1000000h");
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            outbox.publish("o-1", "1");
            published.await(1);
        }
        outbox.publish("o-1", "2");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", STACK.bootstrapServers()))) {
            admin.deleteTopics(List.of("outbox-relay.positions")).all().get();
        }
        try (var relay = RunningRelay.start(settings)) {
            relay.await(RelayState.LOST)
                    .awaitReason(Database.ORDERS, "Kafka has no position of")
                    .awaitReason(Database.ORDERS, "relay.on-lost-slot=resync");
            assertThat(published.poll(Duration.ofSeconds(1))).hasSize(1);
        }
        assertResynced("1", "2", "3");
    }

    @Test
    void shouldKeepRowsAndSaySoWhileThePublicationLacksTheTable() throws Exception {
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            publishOne();
            outbox.execute(Database.ORDERS.owner(), "ALTER PUBLICATION outbox DROP TABLE outbox");
            outbox.publish("o-1", "2");
            relay.awaitReason(Database.ORDERS, "CREATE PUBLICATION outbox FOR TABLE public.outbox");
            assertThat(outbox.rows()).endsWith("2");
            outbox.execute(Database.ORDERS.owner(), "ALTER PUBLICATION outbox ADD TABLE outbox");
            relay.await(RelayState.LOST).awaitReason(Database.ORDERS, "did not come through the log");
        }
        assertResynced("1", "2", "3");
    }

    /** For less time than lies between two checks of the publication. */
    @Test
    void shouldKeepRowsAndSaySoWhenThePublicationLackedTheTableForAMoment() throws Exception {
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            publishOne();
            publishOneWithoutThePublication();
            relay.await(RelayState.LOST).awaitReason(Database.ORDERS, "did not come through the log");
            Awaitility.await().until(() -> relay.gauge("relay.outbox.waiting") > 0);
            assertThat(outbox.rows()).endsWith("2");
        }
        assertResynced("1", "2", "3");
    }

    @Test
    void shouldKeepRowsAndSaySoWhenTheTableIsMadeAnew() throws Exception {
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            publishOne();
            outbox.execute(Database.ORDERS.owner(), """
                    ALTER TABLE outbox RENAME TO outbox_of_before;
                    CREATE TABLE outbox (LIKE outbox_of_before INCLUDING ALL);
                    GRANT SELECT, DELETE, UPDATE (parked) ON outbox TO outbox_relay
                    """);
            outbox.publish("o-1", "2");
            relay.awaitReason(Database.ORDERS, "CREATE PUBLICATION outbox FOR TABLE public.outbox");
            assertThat(outbox.rows()).containsExactly("2");
            outbox.execute(Database.ORDERS.owner(), "ALTER PUBLICATION outbox ADD TABLE outbox");
            relay.await(RelayState.LOST).awaitReason(Database.ORDERS, "did not come through the log");
        }
        assertResynced("1", "2", "3");
    }

    @Test
    void shouldRecoverByItselfWhenItMayResync() throws Exception {
        settings.put("relay.on-lost-slot", "resync");
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            publishOne();
            publishOneWithoutThePublication();
            published.await(2);
        }
        assertResynced("1", "2", "3");
    }

    /** A crash between storing the first position and creating the slot must not count as a lost position. */
    @Test
    void shouldBeginAnewWhenItDiedBetweenItsFirstPositionAndItsSlot() throws Exception {
        outbox.publish("o-1", "1");
        Positions.write(STACK, "orders", "{\"slot\":\"outbox_relay_orders\",\"lsn\":0,\"records\":0}");
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            assertThat(published.await(1)).map(ConsumerRecord::value).containsExactly("1");
        }
    }

    /** As stored by earlier versions: the position is the end of a transaction, without the identity of a row. */
    @Test
    void shouldGoOnFromAPositionThatNamesNoRow() throws Exception {
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            publishOne();
        }
        String end = outbox.query(Database.ORDERS.owner(), "SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")
                .getFirst();
        Positions.write(STACK, "orders", "{\"slot\":\"outbox_relay_orders\",\"lsn\":%s,\"records\":0}".formatted(end));
        outbox.publish("o-1", "2");
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            assertThat(published.await(2)).map(ConsumerRecord::value).containsExactly("1", "2");
        }
    }

    private void publishOneWithoutThePublication() throws Exception {
        outbox.execute(Database.ORDERS.owner(), "ALTER PUBLICATION outbox DROP TABLE outbox");
        outbox.publish("o-1", "2");
        outbox.execute(Database.ORDERS.owner(), "ALTER PUBLICATION outbox ADD TABLE outbox");
    }

    private void publishOne() throws Exception {
        outbox.publish("o-1", "1");
        published.await(1);
    }

    private void assertResynced(String... values) throws Exception {
        settings.put("relay.on-lost-slot", "resync");
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            outbox.publish("o-1", "3");
            published.awaitExactly(values);
        }
    }
}
