package dev.millrace.relay;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.health.RelayState;
import dev.millrace.relay.support.DatabaseServer;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Positions;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The database has another history than the one that was published, for example after a restore. */
@SuppressWarnings("try") // the relay only has to run
class RestoredDatabaseTest {
    private static final DevStack STACK = DevStackResource.stack();
    private static final String EARLIER = "to an earlier state";
    private static DatabaseServer server;

    private final Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
    private Outbox outbox;
    private Published published;

    @BeforeAll
    static void startServer() throws Exception {
        server = DatabaseServer.start();
    }

    @AfterAll
    static void closeServer() {
        server.close();
    }

    @BeforeEach
    void renew() throws Exception {
        outbox = server.outbox().renew();
        Positions.forget(STACK, "orders");
        settings.put("relay.sources.orders.jdbc-url", server.jdbcUrl());
        settings.put("relay.polling.interval", "20ms");
        published = new Published(STACK, "order.events");
    }

    @AfterEach
    void close() {
        published.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"log-tailing", "polling"})
    void shouldPublishAndRemoveNothingWhenTheDataDirectoryWasPutBack(String mode) throws Exception {
        settings.put("relay.mode", mode);
        relay(1);
        Path copy = server.copy();
        relay(2, 3);
        server.putBack(copy);
        outbox.publish("o-1", "4");
        refusesUntilResynced(EARLIER, 4);
    }

    /** The LSN alone does not show the restore: the new history's log already extends beyond the position. */
    @ParameterizedTest
    @ValueSource(strings = {"log-tailing", "polling"})
    void shouldNoticeWhenTheNewHistoryHasGrownPastThePosition(String mode) throws Exception {
        settings.put("relay.mode", mode);
        relay(1);
        Path copy = server.copy();
        relay(2, 3);
        String end = end();
        server.putBack(copy);
        int next = 4;
        while (isBefore(end)) {
            outbox.execute(Database.ORDERS.owner(), "DROP TABLE IF EXISTS other");
            outbox.execute(
                    Database.ORDERS.owner(),
                    "CREATE TABLE other AS SELECT repeat('x', 1000) AS text FROM generate_series(1, 1000)");
            outbox.publish("o-1", "" + next++);
        }
        refusesUntilResynced(EARLIER, IntStream.range(4, next).toArray());
    }

    @Test
    void shouldNoticeWhenItIsPutBackWhileTheRelayRuns() throws Exception {
        relay(1);
        Path copy = server.copy();
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            outbox.publish("o-1", "2");
            published.await(2);
            server.putBack(copy);
            outbox.publish("o-1", "3");
            relay.await(RelayState.LOST).awaitReason(Database.ORDERS, EARLIER);
            assertThat(outbox.rows()).containsExactly("3");
            Awaitility.await().until(() -> relay.gauge("relay.outbox.waiting") == 1);
        }
        refusesUntilResynced(EARLIER, 3);
    }

    /** A row that was published and removed after the copy is in the table again after the restore. */
    @Test
    void shouldNotPublishAgainWhatTheCopyHadUnpublished() throws Exception {
        relay(1);
        outbox.publish("o-1", "2");
        Path copy = server.copy();
        relay(3);
        server.putBack(copy);
        assertThat(outbox.rows()).containsExactly("2");
        outbox.publish("o-1", "4");
        refuses(EARLIER, "2", "4");
        resyncs(1, 2, 3, 4);
    }

    @Test
    void shouldNoticeWhenTheDatabaseWasRecoveredToAMoment() throws Exception {
        relay(1);
        Path copy = server.copy();
        relay(2);
        String moment = end();
        relay(3);
        server.recover(copy, moment);
        outbox.publish("o-1", "4");
        refusesUntilResynced(EARLIER, 4);
    }

    @Test
    void shouldNoticeWhenThePromotedStandbyHadNotReceivedAll() throws Exception {
        relay(1);
        try (DatabaseServer standby = server.standby()) {
            server.awaitOn(standby);
            standby.stop();
            relay(2, 3);
            server.stop();
            standby.restart();
            standby.promote();
            use(standby);
            outbox.publish("o-1", "4");
            refusesUntilResynced(EARLIER, 4);
        } finally {
            server.restart();
        }
    }

    @Test
    void shouldGoOnWhenThePromotedStandbyHasAllThatIsPublished() throws Exception {
        relay(1);
        try (DatabaseServer standby = server.standby()) {
            relay(2);
            outbox.publish("o-1", "3");
            server.awaitOn(standby);
            server.stop();
            standby.promote();
            use(standby);
            assertThat(outbox.query(Credentials.RELAY, "SELECT slot_name FROM pg_replication_slots WHERE failover"))
                    .containsExactly("outbox_relay_orders");
            outbox.publish("o-1", "4");
            relay(5);
            assertPublished(1, 2, 3, 4, 5);
        } finally {
            server.restart();
        }
    }

    @Test
    void shouldNoticeWhenTheSourceIsAnotherServerWithASlotOfThatName() throws Exception {
        relay(1);
        try (DatabaseServer other = DatabaseServer.start()) {
            use(other);
            outbox.renew();
            outbox.query(
                    Credentials.RELAY,
                    "SELECT slot_name FROM pg_create_logical_replication_slot('outbox_relay_orders', 'pgoutput')");
            outbox.publish("o-1", "2");
            refuses("", "2");
            resyncs(1, 2);
        }
    }

    @Test
    void shouldNoticeWhenTheDatabaseWasMadeAnew() throws Exception {
        relay(1);
        outbox.renew();
        outbox.publish("o-1", "2");
        refusesUntilResynced("slot outbox_relay_orders is gone", 2);
    }

    /**
     * The dump holds a row that was published after it was taken, and {@code seq} starts again with numbers already
     * used.
     */
    @Test
    void shouldNoticeWhenADumpIsLoadedWithItsSequenceReset() throws Exception {
        settings.put("relay.mode", "polling");
        relay(1);
        outbox.publish("o-1", "2");
        outbox.execute(
                Credentials.SUPERUSER,
                "CREATE TABLE dump AS SELECT * FROM outbox; CREATE TABLE dumped_heartbeat AS SELECT * FROM outbox_heartbeat");
        relay(3);
        outbox.execute(Credentials.SUPERUSER, """
                TRUNCATE outbox RESTART IDENTITY;
                INSERT INTO outbox (id, aggregate_type, aggregate_id, type, source, time, headers, payload)
                    SELECT id, aggregate_type, aggregate_id, type, source, time, headers, payload FROM dump;
                TRUNCATE outbox_heartbeat;
                INSERT INTO outbox_heartbeat SELECT * FROM dumped_heartbeat;
                """);
        outbox.publish("o-1", "4");
        refuses(EARLIER, "2", "4");
        resyncs(1, 2, 3, 4);
    }

    private void use(DatabaseServer other) {
        outbox = other.outbox();
        settings.put("relay.sources.orders.jdbc-url", other.jdbcUrl());
    }

    /** Publishes rows with a relay that stops afterwards. */
    private void relay(int... payloads) throws Exception {
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            for (int payload : payloads) {
                outbox.publish("o-1", "" + payload);
            }
            awaitPublished(payloads[payloads.length - 1]);
        }
    }

    private void awaitPublished(int payload) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> published.poll(Duration.ofMillis(100)).stream()
                        .anyMatch(record -> record.value().equals("" + payload)));
    }

    private void refusesUntilResynced(String reason, int... rows) throws Exception {
        List<String> before = values();
        refuses(reason, IntStream.of(rows).mapToObj(String::valueOf).toArray(String[]::new));
        resyncs(IntStream.concat(before.stream().mapToInt(Integer::parseInt), IntStream.of(rows))
                .toArray());
    }

    private void refuses(String reason, String... rows) throws Exception {
        int before = values().size();
        try (var relay = RunningRelay.start(settings)) {
            relay.await(RelayState.LOST)
                    .awaitReason(Database.ORDERS, reason)
                    .awaitReason(Database.ORDERS, "relay.on-lost-slot=resync");
            assertThat(outbox.rows()).containsExactly(rows);
            assertThat(published.poll(Duration.ofSeconds(1))).hasSize(before);
        }
    }

    private void resyncs(int... all) throws Exception {
        settings.put("relay.on-lost-slot", "resync");
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            outbox.publish("o-1", "1000");
            awaitPublished(1000);
        }
        assertPublished(IntStream.concat(IntStream.of(all), IntStream.of(1000)).toArray());
    }

    private void assertPublished(int... payloads) {
        published.poll(Duration.ofMillis(500));
        assertThat(values())
                .containsExactly(
                        IntStream.of(payloads).mapToObj(String::valueOf).toArray(String[]::new));
    }

    private List<String> values() {
        return published.poll(Duration.ZERO).stream().map(ConsumerRecord::value).toList();
    }

    private boolean isBefore(String lsn) throws Exception {
        return outbox.query(Credentials.SUPERUSER, "SELECT pg_current_wal_lsn() <= '%s'".formatted(lsn))
                .getFirst()
                .equals("t");
    }

    private String end() throws Exception {
        return outbox.query(Credentials.SUPERUSER, "SELECT pg_current_wal_lsn()")
                .getFirst();
    }
}
