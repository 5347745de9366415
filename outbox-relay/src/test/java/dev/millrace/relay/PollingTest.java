package dev.millrace.relay;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.health.RelayState;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Positions;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("try") // the relay only has to run
class PollingTest {
    private static final DevStack STACK = DevStackResource.stack();
    private static final String[] SHARES = {"orders", "orders/0", "orders/1", "orders/2", "orders/3"};

    private final Map<String, String> tailing = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
    private final Map<String, String> polling = new HashMap<>(tailing);
    private Outbox outbox;

    @BeforeEach
    void renew() throws Exception {
        outbox = new Outbox(STACK, Database.ORDERS).renew();
        for (String share : SHARES) {
            Positions.forget(STACK, share);
        }
        tailing.put("relay.keep-published", "1h");
        polling.put("relay.mode", "polling");
        polling.put("relay.polling.interval", "20ms");
    }

    @Test
    void shouldPublishWithoutSlotAndRemoveWhatIsPublished() throws Exception {
        outbox.publish("o-1", "1");
        try (var published = new Published(STACK, "order.events");
                var relay = RunningRelay.start(polling).awaitLeading()) {
            outbox.publish("o-1", "2");
            assertThat(published.await(2)).map(ConsumerRecord::value).containsExactly("1", "2");
            assertThat(outbox.query(Credentials.RELAY, "SELECT slot_name FROM pg_replication_slots"))
                    .isEmpty();
            // Two relays that share such a lock before one of them leads would keep each other from leading.
            assertThat(outbox.query(Credentials.SUPERUSER, """
                    SELECT mode FROM pg_locks WHERE locktype = 'advisory'""")).containsExactly("ExclusiveLock");
            Awaitility.await().until(() -> outbox.rows().isEmpty());
        }
    }

    @Test
    void shouldNotSkipTransactionThatCommitsAfterLaterRows() throws Exception {
        try (var published = new Published(STACK, "order.events");
                var relay = RunningRelay.start(polling).awaitLeading();
                Connection late = outbox.connect()) {
            late.setAutoCommit(false);
            Outbox.publish(late, "order", "o-1", "{}", "\"late\"");
            outbox.publish("o-2", "1");
            published.await(1);
            late.commit();
            outbox.publish("o-2", "2");
            published.await(3);
            assertThat(published.poll(Duration.ofSeconds(1)))
                    .map(ConsumerRecord::value)
                    .containsExactlyInAnyOrder("1", "\"late\"", "2");
        }
    }

    /** Like a crash between the commit to Kafka and the removal from the table. */
    @Test
    void shouldNotPublishAgainWhatItCouldNotRemove() throws Exception {
        try (var published = new Published(STACK, "order.events")) {
            try (var relay = RunningRelay.start(polling).awaitLeading()) {
                outbox.execute(
                        Database.ORDERS.owner(),
                        "CREATE RULE unremovable AS ON DELETE TO outbox DO INSTEAD SELECT pg_terminate_backend(pg_backend_pid())");
                outbox.publish("o-1", "1");
                published.await(1);
            }
            outbox.execute(Database.ORDERS.owner(), "DROP RULE unremovable ON outbox");
            assertThat(outbox.rows()).containsExactly("1");
            outbox.publish("o-1", "2");
            try (var relay = RunningRelay.start(polling)) {
                published.awaitExactly("1", "2");
            }
        }
    }

    @Test
    void shouldShareTheWorkAndTakeOverWhenOneStops() throws Exception {
        polling.put("relay.polling.shards", "4");
        try (var published = new Published(STACK, "order.events");
                var first = RunningRelay.start(polling).awaitLeading();
                var second = RunningRelay.start(polling)) {
            Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> first.leads() == 2 && second.leads() == 2);
            publish(0, 200);
            published.await(200);
            assertThat(first.counter("relay.events.published")).isPositive();
            assertThat(second.counter("relay.events.published")).isPositive();
            publish(200, 300);
            first.stop();
            second.awaitLeading();
            publish(300, 400);
            published.await(400);
            assertInOrder(published.poll(Duration.ofSeconds(1)), 400);
        }
    }

    @Test
    void shouldNeitherLoseNorDoubleWhenTheModeIsChanged() throws Exception {
        try (var published = new Published(STACK, "order.events")) {
            try (var relay = RunningRelay.start(tailing).awaitLeading()) {
                outbox.publish("o-1", "1");
                published.await(1);
            }
            outbox.publish("o-1", "2");
            try (var relay = RunningRelay.start(polling).awaitLeading()) {
                outbox.publish("o-1", "3");
                published.await(3);
            }
            outbox.publish("o-1", "4");
            try (var relay = RunningRelay.start(tailing).awaitLeading()) {
                outbox.publish("o-1", "5");
                published.awaitExactly("1", "2", "3", "4", "5");
            }
        }
    }

    @Test
    void shouldWaitWhileTheOtherModeHasTheSource() throws Exception {
        try (var tailer = RunningRelay.start(tailing).awaitLeading();
                var poller = RunningRelay.start(polling)) {
            poller.await(RelayState.STANDBY);
            tailer.stop();
            poller.awaitLeading();
        }
    }

    private void publish(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            outbox.publish("o-" + i % 20, "" + i);
        }
    }

    private static void assertInOrder(List<ConsumerRecord<String, String>> records, int count) {
        Map<String, List<Integer>> published = new HashMap<>();
        records.forEach(record -> published
                .computeIfAbsent(record.key(), none -> new ArrayList<>())
                .add(Integer.valueOf(record.value())));
        Map<String, List<Integer>> expected = new HashMap<>();
        IntStream.range(0, count)
                .forEach(i -> expected.computeIfAbsent("o-" + i % 20, none -> new ArrayList<>())
                        .add(i));
        assertThat(published).isEqualTo(expected);
    }
}
