package dev.millrace.relay.router;

import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares, byte by byte, the relay's records with those of Debezium's own connector and outbox event router over the
 * same rows: rows older than the relay's slot, rows from the log, and rows found by polling.
 */
class EventRouterTest {
    private static final DevStack STACK = DevStackResource.stack();

    /**
     * @param columns of the table
     * @param rows values for INSERT
     * @param router settings of the router
     * @param converters settings of the converters, and the converters that they stand for
     */
    record Case(
            String name,
            String columns,
            List<String> rows,
            Map<String, String> router,
            Map<String, String> converters,
            Converter value,
            HeaderConverter header) {
        @Override
        public String toString() {
            return name;
        }

        int count() {
            return rows.size();
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "the router's default table",
                        "id uuid NOT NULL PRIMARY KEY, aggregatetype varchar(255) NOT NULL, aggregateid varchar(255) NOT NULL,"
                                + " type varchar(255) NOT NULL, payload jsonb",
                        List.of(
                                "gen_random_uuid(), 'order', 'o-1', 'OrderCreated', '{\"total\": 1.10, \"name\": \"ü\"}'",
                                "gen_random_uuid(), 'order', 'o-1', 'OrderRemoved', NULL"),
                        Map.of(
                                "route.topic.replacement",
                                "case1.${routedByValue}.events",
                                "route.tombstone.on.empty.payload",
                                "true"),
                        Map.of(),
                        new StringConverter(),
                        new SimpleHeaderConverter()),
                new Case(
                        "the table of debezium-quarkus-outbox, with expanded JSON and columns in headers",
                        "id uuid NOT NULL PRIMARY KEY, aggregatetype varchar(255) NOT NULL, aggregateid bigint NOT NULL,"
                                + " type varchar(255) NOT NULL, timestamp timestamp NOT NULL, payload text,"
                                + " tracingspancontext varchar(256), version int, urgent boolean, seen timestamptz(3), origin uuid, sent timestamptz",
                        List.of(
                                "gen_random_uuid(), 'Order', 17, 'OrderCreated', '2026-11-21 07:00:00.123456', '{\"a\": [1, 2], \"b\": null, \"c\": {\"d\": 1.5}}', 'traceparent=00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', 3, true, '2026-11-21 07:00:00.5+02', gen_random_uuid(), '2026-11-21 07:00:00.25+02'",
                                "gen_random_uuid(), 'Order', 18, 'OrderCreated', '1999-12-31 23:59:59', 'no JSON', NULL, NULL, NULL, NULL, NULL, '2026-11-21 07:00:00+00'"),
                        Map.of(
                                "route.topic.replacement",
                                "case2.${routedByValue}",
                                "table.field.event.timestamp",
                                "timestamp",
                                "table.expand.json.payload",
                                "true",
                                "table.fields.additional.placement",
                                "type:header:eventType,version:header,urgent:header,seen:header,origin:header,sent:header"),
                        Map.of(
                                "value.converter",
                                JsonConverter.class.getName(),
                                "value.converter.schemas.enable",
                                "false"),
                        configured(new JsonConverter(), false),
                        new SimpleHeaderConverter()),
                new Case(
                        "columns by other names, bytes, a column as partition, headers of Debezium Server",
                        "event_id uuid NOT NULL PRIMARY KEY, topic text NOT NULL, customer uuid NOT NULL, body bytea NOT NULL, shard int NOT NULL, happened timestamp(3) NOT NULL",
                        List.of(
                                "gen_random_uuid(), 'a', gen_random_uuid(), '\\x00000000011502fe', 0, '2026-11-21 07:00:00.123'",
                                "gen_random_uuid(), 'b', gen_random_uuid(), '\\x', 0, '2026-11-21 07:00:00'"),
                        Map.of(
                                "route.topic.replacement", "case3.${routedByValue}",
                                "table.field.event.id", "event_id",
                                "route.by.field", "topic",
                                "table.field.event.key", "customer",
                                "table.field.event.payload", "body",
                                "table.field.event.timestamp", "happened",
                                "table.fields.additional.placement", "shard:partition,topic:header:t"),
                        Map.of("header.converter", JsonConverter.class.getName()),
                        new ByteArrayConverter(),
                        header(new JsonConverter())),
                new Case(
                        "an envelope",
                        "id uuid NOT NULL PRIMARY KEY, aggregatetype text NOT NULL, aggregateid text NOT NULL, type text NOT NULL, payload json NOT NULL, version smallint NOT NULL",
                        List.of("gen_random_uuid(), 'x', 'k', 'Created', '{ \"as\" : \"written\" }', 7"),
                        Map.of(
                                "route.topic.replacement", "case4.${routedByValue}",
                                "table.fields.additional.placement", "type:envelope:eventType,version:envelope"),
                        Map.of(
                                "value.converter",
                                JsonConverter.class.getName(),
                                "value.converter.schemas.enable",
                                "false"),
                        configured(new JsonConverter(), false),
                        new SimpleHeaderConverter()),
                new Case(
                        "a uuid as key, a payload of varchar, and none",
                        "id uuid NOT NULL PRIMARY KEY, aggregatetype varchar(20) NOT NULL, aggregateid uuid NOT NULL, type varchar(20) NOT NULL, payload varchar(100)",
                        List.of(
                                "gen_random_uuid(), 'v', gen_random_uuid(), 'Created', ' not trimmed '",
                                "gen_random_uuid(), 'v', gen_random_uuid(), 'Created', ''",
                                "gen_random_uuid(), 'v', gen_random_uuid(), 'Removed', NULL"),
                        Map.of("route.topic.replacement", "case5.${routedByValue}"),
                        Map.of(),
                        new StringConverter(),
                        new SimpleHeaderConverter()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldWriteTheRecordsThatTheRouterWrites(Case routed) throws Exception {
        String topics = routed.router().get("route.topic.replacement").split("\\$")[0];
        RouterTable table = RouterTable.create(STACK, "router_outbox", routed.columns());
        ReferenceRouter reference = ReferenceRouter.from(STACK, table.name());
        Map<String, String> settings = new HashMap<>(routed.router());
        settings.putAll(routed.converters());
        try (var records = new RawRecords(STACK, topics)) {
            insert(table, routed);
            try (var relay = RunningRelay.start(table.settings(settings)).awaitLeading()) {
                records.await(routed.count());
                insert(table, routed);
                records.await(2 * routed.count());
                assertThat(relay.counter("relay.events.parked")).isZero();
            }
            insert(table, routed);
            Map<String, String> polling = table.settings(settings);
            polling.put("relay.mode", "polling");
            try (var relay = RunningRelay.start(polling).awaitLeading()) {
                List<ConsumerRecord<byte[], byte[]>> written = records.await(3 * routed.count());
                boolean hasTime = routed.router().containsKey("table.field.event.timestamp");
                assertThat(written.stream().map(record -> text(record, hasTime)))
                        .containsExactlyInAnyOrderElementsOf(
                                reference.route(3 * routed.count(), routed.router()).stream()
                                        .map(record -> text(record, routed, hasTime))
                                        .toList());
                assertThat(relay.counter("relay.events.parked")).isZero();
            }
        }
    }

    private static void insert(RouterTable table, Case routed) throws Exception {
        for (String row : routed.rows()) {
            table.execute("INSERT INTO %s VALUES (%s)".formatted(table.name(), row));
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, boolean hasTime) {
        return text(
                record.topic(),
                hasTime ? record.timestamp() : null,
                record.key(),
                record.value(),
                StreamSupport.stream(record.headers().spliterator(), false)
                        .map(header -> header.key() + "=" + hex(header.value()))
                        .toList());
    }

    /** Converts as a worker of Kafka Connect does. */
    private static String text(SourceRecord record, Case routed, boolean hasTime) {
        StringConverter key = new StringConverter();
        key.configure(Map.of(), true);
        List<String> headers = new ArrayList<>();
        record.headers()
                .forEach(header -> headers.add(header.key() + "="
                        + hex(routed.header()
                                .fromConnectHeader(record.topic(), header.key(), header.schema(), header.value()))));
        RecordHeaders none = new RecordHeaders();
        return text(
                record.topic(),
                hasTime ? record.timestamp() : null,
                key.fromConnectData(record.topic(), none, record.keySchema(), record.key()),
                routed.value().fromConnectData(record.topic(), none, record.valueSchema(), record.value()),
                headers);
    }

    private static String text(String topic, Long time, byte[] key, byte[] value, List<String> headers) {
        return "%s at %s: %s -> %s %s".formatted(topic, time, hex(key), hex(value), headers);
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "null" : HexFormat.of().formatHex(bytes);
    }

    private static Converter configured(JsonConverter converter, boolean schemas) {
        converter.configure(Map.of("schemas.enable", String.valueOf(schemas)), false);
        return converter;
    }

    private static HeaderConverter header(JsonConverter converter) {
        converter.configure(Map.of("converter.type", "header"));
        return converter;
    }
}
