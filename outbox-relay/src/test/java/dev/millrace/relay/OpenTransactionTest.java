package dev.millrace.relay;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Another producer's open transaction hides the committed records behind it, on a topic that the relay reads. */
@SuppressWarnings("try") // the relay only has to run
class OpenTransactionTest {
    private static final DevStack STACK = DevStackResource.stack();
    private static final int ROWS = 20;
    private static final String[] ALL =
            IntStream.range(0, ROWS + 1).mapToObj(String::valueOf).toArray(String[]::new);

    private final Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
    private Outbox outbox;

    @BeforeEach
    void renew() throws Exception {
        outbox = Outbox.fresh(STACK, Database.ORDERS);
        settings.put("relay.keep-published", "1000000h");
    }

    @Test
    void shouldNotGoOnFromAnOldPosition() throws Exception {
        try (var published = new Published(STACK, "order.events");
                var first = RunningRelay.start(settings).awaitLeading();
                var frozen = open("outbox-relay.positions")) {
            publish();
            published.await(ROWS);
            first.stop();
            try (var relay = RunningRelay.start(settings)) {
                relay.awaitReason(Database.ORDERS, "another producer's transaction is open");
                assertThat(published.poll(Duration.ofSeconds(1))).hasSize(ROWS);
                frozen.abortTransaction();
                relay.awaitLeading();
                assertGoesOn(published);
            }
        }
    }

    @Test
    void shouldPublishNothingTwiceWhenItResyncs() throws Exception {
        try (var published = new Published(STACK, "order.events");
                var frozen = open("order.events")) {
            try (var relay = RunningRelay.start(settings).awaitLeading()) {
                publish();
                Awaitility.await().until(() -> relay.counter("relay.events.published") == ROWS);
            }
            outbox.query(Credentials.RELAY, "SELECT pg_drop_replication_slot('outbox_relay_orders')::text");
            settings.put("relay.on-lost-slot", "resync");
            try (var relay = RunningRelay.start(settings)) {
                assertThat(published.poll(Duration.ofSeconds(2))).isEmpty();
                assertThat(relay.leads()).isZero();
                frozen.abortTransaction();
                relay.awaitLeading();
                assertGoesOn(published);
            }
        }
    }

    private static KafkaProducer<String, String> open(String topic) {
        var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        STACK.bootstrapServers(),
                        "transactional.id",
                        "frozen-" + UUID.randomUUID(),
                        "transaction.timeout.ms",
                        60_000),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.partitionsFor(topic)
                .forEach(each -> producer.send(new ProducerRecord<>(topic, each.partition(), "frozen", null)));
        producer.flush();
        return producer;
    }

    private void publish() throws SQLException {
        for (int row = 0; row < ROWS; row++) {
            outbox.publish("o-1", "" + row);
        }
    }

    private void assertGoesOn(Published published) throws Exception {
        outbox.publish("o-1", "" + ROWS);
        published.awaitExactly(ALL);
    }
}
