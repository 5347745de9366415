package dev.millrace.relay;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Positions;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each unpublishable row is parked with its reason, whether it comes from the log, the backlog or polling, and later
 * rows are published.
 */
class UnpublishableRowTest {
    private static final DevStack STACK = DevStackResource.stack();

    private final Map<UUID, Bad> inserted = new HashMap<>();
    private Outbox outbox;
    private Published events;
    private Published parked;

    private enum Way {
        LOG,
        OLDER_THAN_THE_SLOT,
        POLLING
    }

    private record Bad(String column, String value, String reason) {
        String insert(UUID id) {
            Map<String, String> row = new HashMap<>(Map.of(
                    "aggregate_type", "'order'",
                    "aggregate_id", "'o-1'",
                    "type", "'order.created.v1'",
                    "source", "'/order-service'",
                    "time", "now()",
                    "headers", "'{}'",
                    "payload", "'{}'"));
            row.put(column, value);
            List<String> columns = List.copyOf(row.keySet());
            return "INSERT INTO outbox (id, %s) VALUES ('%s', %s)"
                    .formatted(
                            String.join(", ", columns),
                            id,
                            String.join(", ", columns.stream().map(row::get).toList()));
        }
    }

    private static final List<Bad> BAD = List.of(
            new Bad(
                    "aggregate_type",
                    "'invoice'",
                    "no route for aggregate type invoice: set relay.routes.invoice=<topic>"),
            new Bad("headers", "'[]'", "headers must be a JSON object of strings, but are ARRAY"),
            new Bad("headers", "'{\"a\":1}'", "header a must be a string, but is NUMBER"),
            new Bad("headers", "'{\"ce_id\":\"x\"}'", "header ce_id is an attribute with a column of its own"),
            new Bad("headers", "'{\"ce_my-name\":\"x\"}'", "header ce_my-name is no attribute"),
            new Bad("headers", "'{\"CE_ID\":\"x\"}'", "header CE_ID is no attribute"),
            new Bad("headers", "'{\"ce_dataschema\":\"a b\"}'", "header ce_dataschema is no URI-reference"),
            new Bad("headers", "'{\"ce_actor\":\"a\\u0007\"}'", "header ce_actor has control characters"),
            new Bad("headers", "'{\"a\":\"\\ud800\"}'", "header a is no well-formed Unicode"),
            new Bad("headers", "'{\"\":\"x\"}'", "a header has no name"),
            new Bad("headers", "json_build_object('a', repeat('x', 2000000))", "bytes when serialized"),
            new Bad("aggregate_id", "''", "aggregate_id is empty"),
            new Bad("aggregate_id", "repeat('x', 2000000)", "bytes when serialized"),
            new Bad("type", "''", "type is empty"),
            new Bad("source", "'/my service'", "source is no URI-reference"),
            new Bad("source", "'/bücher'", "source is no URI-reference"),
            new Bad("source", "''", "source is empty"),
            new Bad("time", "'infinity'", "which RFC 3339 cannot write"),
            new Bad("time", "'-infinity'", "which RFC 3339 cannot write"),
            new Bad("time", "'0044-03-15 12:00 BC'", "which RFC 3339 cannot write"),
            new Bad("time", "'20000-01-01'", "which RFC 3339 cannot write"),
            new Bad("payload", "to_json(repeat('x', 2000000))", "bytes when serialized"),
            new Bad("payload", "to_json(repeat('x', 5000000))", "larger than relay.sources.<name>.max-row-size"),
            new Bad("payload", "NULL", "payload is null"),
            new Bad("type", "NULL", "type is null"),
            new Bad("time", "NULL", "time is null, which RFC 3339 cannot write"));

    @BeforeEach
    void renew() throws Exception {
        outbox = new Outbox(STACK, Database.ORDERS).renew();
        for (String column : List.of("payload", "type", "time")) {
            outbox.execute(Database.ORDERS.owner(), "ALTER TABLE outbox ALTER %s DROP NOT NULL".formatted(column));
        }
        Positions.forget(STACK, "orders");
        events = new Published(STACK, "order.events");
        parked = new Published(STACK, "outbox-relay.dlq");
    }

    @AfterEach
    void close() {
        events.close();
        parked.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldParkRowWithItsReasonAndGoOn(Way way) throws Exception {
        Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
        settings.put("relay.mode", way == Way.POLLING ? "polling" : "log-tailing");
        if (way == Way.OLDER_THAN_THE_SLOT) {
            insertAll();
        }
        try (var relay = RunningRelay.start(settings).awaitLeading()) {
            if (way != Way.OLDER_THAN_THE_SLOT) {
                insertAll();
            }
            List<ConsumerRecord<String, String>> letters = parked.await(BAD.size());
            assertThat(events.await(2)).map(ConsumerRecord::key).containsExactly("first", "last");
            for (ConsumerRecord<String, String> letter : letters) {
                Bad bad = inserted.get(UUID.fromString(header(letter, "ce_id")));
                assertThat(header(letter, "dead-letter-reason"))
                        .as(bad.toString())
                        .contains(bad.reason());
                assertThat(header(letter, "dead-letter-source")).isEqualTo("orders");
                assertThat(letter.headers().lastHeader("ce_specversion")).isNull();
            }
            assertThat(relay.counter("relay.events.parked")).isEqualTo(BAD.size());
        }
    }

    private void insertAll() throws Exception {
        outbox.publish("first", "1");
        for (Bad bad : BAD) {
            UUID id = UUID.randomUUID();
            inserted.put(id, bad);
            outbox.execute(Database.ORDERS.owner(), bad.insert(id));
        }
        outbox.publish("last", "2");
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
