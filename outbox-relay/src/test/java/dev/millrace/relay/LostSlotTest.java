package dev.millrace.relay;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Positions;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("try") // the relay only has to run
class LostSlotTest {
    private static final DevStack STACK = DevStackResource.stack();
    private static final String SLOT = "outbox_relay_orders";
    private static final String DROP = "SELECT pg_drop_replication_slot('" + SLOT + "')";
    private static final String MAKE = "SELECT pg_create_logical_replication_slot('" + SLOT + "', 'pgoutput')";

    private final Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
    private Outbox outbox;

    @BeforeEach
    void renew() throws Exception {
        outbox = Outbox.fresh(STACK, Database.ORDERS);
        settings.put(
                "relay.keep-published",
                "1h"); // rows stay, as when a leader dies before it has removed what it published
    }

    @Test
    void shouldSayTheRemedyAndPublishNothingWhenTheSlotIsGone() throws Exception {
        try (var published = new Published(STACK, "order.events")) {
            publishOneAndStop(published);
            outbox.execute(Credentials.RELAY, DROP);
            outbox.publish("o-1", "2");
            try (var relay = RunningRelay.start(settings)) {
                relay.awaitReason(Database.ORDERS, "slot " + SLOT + " is gone")
                        .awaitReason(Database.ORDERS, "relay.on-lost-slot=resync");
                assertThat(published.poll(Duration.ofSeconds(1))).hasSize(1);
            }
        }
    }

    @Test
    void shouldSayTheRemedyWhenTheSlotWasMadeAnewBySomebodyElse() throws Exception {
        try (var published = new Published(STACK, "order.events")) {
            publishOneAndStop(published);
            outbox.execute(Credentials.RELAY, DROP);
            outbox.publish("o-1", "2");
            outbox.execute(Credentials.RELAY, MAKE);
            try (var relay = RunningRelay.start(settings)) {
                relay.awaitReason(Database.ORDERS, "after what is published")
                        .awaitReason(Database.ORDERS, "relay.on-lost-slot=resync");
            }
        }
    }

    @Test
    void shouldSayTheRemedyWhenTheSlotFellTooFarBehind() throws Exception {
        try (var published = new Published(STACK, "order.events")) {
            publishOneAndStop(published);
            outbox.execute(Credentials.SUPERUSER, "ALTER SYSTEM SET max_slot_wal_keep_size = '4MB'");
            outbox.execute(Credentials.SUPERUSER, "SELECT pg_reload_conf()");
            try {
                for (int segment = 0; segment < 5; segment++) {
                    outbox.publish("o-1", "2");
                    outbox.execute(Credentials.SUPERUSER, "SELECT pg_switch_wal()");
                }
                outbox.execute(Credentials.SUPERUSER, "CHECKPOINT");
                try (var relay = RunningRelay.start(settings)) {
                    relay.awaitReason(Database.ORDERS, "is invalidated");
                }
            } finally {
                outbox.execute(Credentials.SUPERUSER, "ALTER SYSTEM RESET max_slot_wal_keep_size");
                outbox.execute(Credentials.SUPERUSER, "SELECT pg_reload_conf()");
            }
        }
    }

    @Test
    void shouldPublishOnlyWhatIsNotOnKafkaWhenItMayResync() throws Exception {
        settings.put("relay.on-lost-slot", "resync");
        try (var published = new Published(STACK, "order.events");
                var parked = new Published(STACK, "outbox-relay.dlq")) {
            outbox.publish("unknown", "o-1", "{}", "0");
            publishOneAndStop(published);
            outbox.execute(Credentials.RELAY, DROP);
            outbox.publish("o-1", "2");
            outbox.execute(Credentials.RELAY, MAKE);
            outbox.publish("o-1", "3");
            try (var relay = RunningRelay.start(settings).awaitLeading()) {
                outbox.publish("o-1", "4");
                published.awaitExactly("1", "2", "3", "4");
                assertThat(parked.await(1)).hasSize(1);
            }
        }
    }

    @Test
    void shouldSayTheRemedyWhenThePositionCannotBeRead() {
        Positions.write(STACK, "orders", "{\"offset\": 7}");
        try (var relay = RunningRelay.start(settings)) {
            relay.awaitReason(Database.ORDERS, "record with key orders in outbox-relay.positions")
                    .awaitReason(Database.ORDERS, "relay.on-lost-slot=resync");
        }
    }

    private void publishOneAndStop(Published published) throws Exception {
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            outbox.publish("o-1", "1");
            published.await(1);
        }
    }
}
