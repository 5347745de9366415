package dev.millrace.relay.router;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.command.CommandFixture;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class TakeoverTest {
    private static final DevStack STACK = DevStackResource.stack();
    private static final String COLUMNS =
            "id uuid NOT NULL PRIMARY KEY, aggregatetype text NOT NULL, aggregateid text NOT NULL, type text, payload text";
    private static final Map<String, String> ROUTER = Map.of("route.topic.replacement", "takeover.${routedByValue}");

    /** Debezium publishes, then the relay, then Debezium again, while a service writes all the time. */
    @Test
    void shouldLoseAndDoubleNothingWhenTheRelayTakesOverAndHandsBack(@TempDir Path directory) throws Exception {
        RouterTable table = RouterTable.create(STACK, "router_outbox", COLUMNS);
        Path offsets = directory.resolve("offsets");
        ReferenceRouter.from(STACK, table.name());
        RouterTable.createTopic(STACK, "takeover.a");
        Map<String, String> settings = table.settings(ROUTER);
        settings.put("relay.sources.orders.take-over-slot", "reference");
        AtomicBoolean writing = new AtomicBoolean(true);
        int[] written = {0};
        Thread service = Thread.ofPlatform().start(() -> write(table, writing, written));
        try (var records = new RawRecords(STACK, "takeover.")) {
            PublishingRouter debezium = PublishingRouter.start(STACK, table.name(), offsets, ROUTER);
            records.await(100);
            debezium.stop();
            int before = records.poll(Duration.ofSeconds(1));
            try (var relay = RunningRelay.start(settings).awaitLeading()) {
                records.await(before + 100);
                assertThat(relay.counter("relay.events.parked")).isZero();
            }
            int after = records.poll(Duration.ofSeconds(1));
            assertThat(CommandFixture.release(settings, "release", "orders", "reference"))
                    .isZero();
            debezium = PublishingRouter.start(STACK, table.name(), offsets, ROUTER);
            records.await(after + 100);
            writing.set(false);
            service.join();
            records.await(written[0]);
            records.poll(Duration.ofSeconds(2));
            debezium.stop();
            assertThat(records.all())
                    .map(TakeoverTest::payload)
                    .containsExactlyElementsOf(IntStream.range(0, written[0])
                            .mapToObj(String::valueOf)
                            .toList());
        } finally {
            writing.set(false);
            service.join();
        }
        assertThat(table.query("SELECT slot_name FROM pg_replication_slots WHERE database = current_database()"))
                .containsExactly("reference");
    }

    private static String payload(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }

    private static void write(RouterTable table, AtomicBoolean writing, int[] written) {
        try (Connection connection = new Outbox(STACK, Database.ORDERS).connect();
                Statement insert = connection.createStatement()) {
            while (writing.get()) {
                insert.execute("INSERT INTO %s VALUES (gen_random_uuid(), 'a', 'k', 't', '%d')"
                        .formatted(table.name(), written[0]));
                written[0]++;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
