package dev.millrace.relay.router;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What cannot be published from a table of the layout {@code debezium}, and what is said at start. */
class RouterParkingTest {
    private static final DevStack STACK = DevStackResource.stack();
    private static final String COLUMNS =
            "id uuid NOT NULL PRIMARY KEY, aggregatetype text, aggregateid text, type text, payload text, part int";
    private static final Map<String, String> ROUTER = Map.of(
            "route.topic.replacement", "parking.${routedByValue}",
            "table.fields.additional.placement", "part:partition");

    @Test
    void shouldParkRowsThatTheRouterCannotPlaceAndPublishTheOthers() throws Exception {
        RouterTable table = RouterTable.create(STACK, "router_outbox", COLUMNS);
        Map<String, String> settings = table.settings(ROUTER);
        try (var letters = new Published(STACK, "outbox-relay.dlq");
                var records = new RawRecords(STACK, "parking.");
                var relay = RunningRelay.start(settings).awaitLeading()) {
            insert(table, "'no topic''s name'", "'k'", "'1'", "0");
            insert(table, "'a'", "NULL", "'2'", "0");
            insert(table, "'a'", "'k'", "'3'", "1000");
            insert(table, "'a'", "'k'", "'" + "x".repeat(5_000_000) + "'", "0");
            insert(table, "'a'", "'k'", "'published'", "0");

            assertThat(new String(records.await(1).getFirst().value(), UTF_8)).isEqualTo("published");
            assertThat(letters.await(4))
                    .map(RouterParkingTest::reason)
                    .satisfiesExactlyInAnyOrder(
                            reason -> assertThat(reason).contains("\"parking.no topic's name\""),
                            reason -> assertThat(reason).contains("key is null"),
                            reason -> assertThat(reason).contains("partition 1000"),
                            reason -> assertThat(reason).contains("max-row-size"));
            assertThat(table.query("SELECT count(*) FROM outbox_parked")).containsExactly("1");
            assertThat(relay.counter("relay.events.parked")).isEqualTo(4);
        }
        settings.put("relay.sources.orders.router.\"table.fields.additional.placement\"", "type:header");
        settings.put("relay.sources.orders.max-row-size", "8M");
        settings.put("kafka.max.request.size", "9000000");
        try (var records = new RawRecords(STACK, "parking.");
                var relay = RunningRelay.start(settings).awaitLeading()) {
            assertThat(relay.replay().published()).isEqualTo(1);
            assertThat(records.await(2))
                    .map(record -> new String(record.value(), UTF_8))
                    .containsExactlyInAnyOrder("published", "3");
        }
    }

    private static void insert(RouterTable table, String... values) throws Exception {
        table.execute("INSERT INTO %s (id, aggregatetype, aggregateid, payload, part) VALUES (gen_random_uuid(), %s)"
                .formatted(table.name(), String.join(", ", values)));
    }

    private static String reason(ConsumerRecord<String, String> letter) {
        return new String(letter.headers().lastHeader("dead-letter-reason").value(), UTF_8);
    }

    @Test
    void shouldSayAtStartWhatTheTableOrTheSettingsLack() throws Exception {
        RouterTable table = RouterTable.create(STACK, "router_outbox", COLUMNS + ", price numeric");
        assertReason(table, Map.of("table.field.event.payload", "body"), "no column body");
        assertReason(table, Map.of("table.fields.additional.placement", "price:header"), "price", "numeric");
        assertThatThrownBy(() -> RunningRelay.start(table.settings(Map.of("route.topic.replacment", "x"))))
                .hasMessageContaining("no setting route.topic.replacment");
        assertThatThrownBy(() -> RunningRelay.start(table.settings(Map.of("value.converter", "no.such.Converter"))))
                .hasMessageContaining("no.such.Converter");
    }

    private static void assertReason(RouterTable table, Map<String, String> router, String... parts) {
        try (var relay = RunningRelay.start(table.settings(router))) {
            for (String part : parts) {
                relay.awaitReason(Database.ORDERS, part);
            }
        }
    }

    @Test
    void shouldRelaySeveralTablesOfADatabaseAndRefuseASharedSlot() throws Exception {
        RouterTable table = RouterTable.create(STACK, "router_outbox", COLUMNS);
        table.execute("CREATE TABLE second (LIKE router_outbox INCLUDING ALL)");
        table.execute("CREATE TABLE second_heartbeat (LIKE outbox_heartbeat INCLUDING ALL)");
        table.execute("GRANT SELECT, INSERT, DELETE ON second, second_heartbeat TO outbox_relay;"
                + "ALTER PUBLICATION outbox ADD TABLE second, second_heartbeat");
        Map<String, String> settings = table.settings(Map.of("route.topic.replacement", "first.${routedByValue}"));
        for (String name : List.copyOf(settings.keySet())) {
            if (name.startsWith("relay.sources.orders.")) {
                settings.put(name.replace(".orders.", ".second."), settings.get(name));
            }
        }
        settings.put("relay.sources.second.table", "public.second");
        settings.put("relay.sources.second.heartbeat-table", "public.second_heartbeat");
        settings.put("relay.sources.second.router.\"route.topic.replacement\"", "second.${routedByValue}");
        try (var first = new RawRecords(STACK, "first.several");
                var second = new RawRecords(STACK, "second.several");
                var relay = RunningRelay.start(settings).awaitLeading()) {
            insert(table, "'several'", "'k'", "'1'", "0");
            table.execute(
                    "INSERT INTO second (id, aggregatetype, aggregateid, payload, part) VALUES (gen_random_uuid(), 'several', 'k', '2', 0)");
            assertThat(new String(first.await(1).getFirst().value(), UTF_8)).isEqualTo("1");
            assertThat(new String(second.await(1).getFirst().value(), UTF_8)).isEqualTo("2");
            assertThat(relay.leads()).isEqualTo(2);
        }
        settings.put("relay.sources.second.slot", "outbox_relay_orders");
        assertThatThrownBy(() -> RunningRelay.start(settings)).hasMessageContaining("slot outbox_relay_orders");
        settings.remove("relay.sources.second.slot");
        settings.remove("relay.sources.second.heartbeat-table");
        assertThatThrownBy(() -> RunningRelay.start(settings)).hasMessageContaining("heartbeat table");
    }
}
