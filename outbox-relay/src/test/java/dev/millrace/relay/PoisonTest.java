package dev.millrace.relay;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PoisonTest {
    private static final DevStack STACK = DevStackResource.stack();

    private Outbox outbox;
    private RunningRelay relay;
    private Published events;
    private Published invoices;
    private Published parked;

    @BeforeEach
    void start() throws Exception {
        outbox = Outbox.fresh(STACK, Database.ORDERS);
        events = new Published(STACK, "order.events");
        invoices = new Published(STACK, "customer.events");
        parked = new Published(STACK, "outbox-relay.dlq");
        relay = RunningRelay.start(RunningRelay.settings(STACK, Database.ORDERS))
                .awaitLeading();
    }

    @AfterEach
    void stop() {
        relay.close();
        events.close();
        invoices.close();
        parked.close();
    }

    @Test
    void shouldParkRowWithoutPayloadWhenItIsTooLargeForKafka() throws Exception {
        String large = "\"" + "x".repeat(2_000_000) + "\"";
        outbox.publish("o-1", "1");
        outbox.publish("o-1", large);
        outbox.publish("o-1", "2");

        ConsumerRecord<String, String> deadLetter = parked.await(1).getFirst();
        assertThat(deadLetter.value()).isNull();
        assertThat(header(deadLetter, "dead-letter-reason")).contains("2000");
        assertThat(events.await(2)).map(ConsumerRecord::value).containsExactlyElementsOf(List.of("1", "2"));
    }

    @Test
    void shouldPublishParkedRowsOnceTheyCanBe() throws Exception {
        String large = "\"" + "x".repeat(2_000_000) + "\"";
        outbox.publish("order", "large-1", "{\"a\":\"b\"}", large);
        outbox.publish("receipt", "i-1", "{}", "1");
        outbox.publish("nothing", "n-1", "{}", "2");
        parked.await(3);
        relay.close();

        Map<String, String> mended = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
        mended.put("relay.routes.receipt", "customer.events");
        mended.put("relay.heartbeat", "500ms");
        relay = RunningRelay.start(mended).awaitLeading();
        relay.replay();
        assertThat(invoices.await(1).getFirst().key()).isEqualTo("i-1");
        await().until(() -> lettersOf("large-1") == 2 && lettersOf("n-1") == 2);
        assertThat(lettersOf("i-1")).isEqualTo(1);
        assertThat(relay.replay().published()).isZero();
        await().until(() -> outbox.rows().equals(List.of(large)));
        relay.close();

        mended.put("kafka.max.request.size", "4000000");
        relay = RunningRelay.start(mended).awaitLeading();
        largeRecords(true);
        try {
            assertThat(relay.replay().published()).isEqualTo(1);
        } finally {
            largeRecords(false);
        }
        ConsumerRecord<String, String> event = events.await(1).getFirst();
        assertThat(event.value()).hasSameSizeAs(large);
        assertThat(header(event, "a")).isEqualTo("b");
        await().until(() -> outbox.rows().isEmpty());
    }

    /** Counts the letters of one key read so far. Each replay parks the letters of other tests again as well. */
    private long lettersOf(String key) {
        return parked.poll(Duration.ofMillis(100)).stream()
                .filter(letter -> letter.key().equals(key))
                .count();
    }

    private static void largeRecords(boolean allowed) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", STACK.bootstrapServers()))) {
            ConfigEntry limit = new ConfigEntry("max.message.bytes", "4000000");
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, "order.events"),
                            List.of(new AlterConfigOp(limit, allowed ? OpType.SET : OpType.DELETE))))
                    .all()
                    .get();
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
