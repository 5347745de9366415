package dev.millrace.relay;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.StreamSupport.stream;
import static org.assertj.core.api.Assertions.assertThat;

class RelayTest {
    private static final DevStack STACK = DevStackResource.stack();
    private static final Map<String, String> ORDERS = RunningRelay.settings(STACK, Database.ORDERS);

    private Outbox outbox;

    @BeforeEach
    void renew() throws Exception {
        outbox = Outbox.fresh(STACK, Database.ORDERS);
    }

    @Test
    void shouldPublishEventAsCloudEventWhenItsTransactionCommits() throws Exception {
        try (var published = new Published(STACK, "order.events");
                var relay = RunningRelay.start(ORDERS)) {
            relay.awaitLeading();
            String payload = "{ \"total\" : 1.10,\n \"b\":2, \"a\":\"ü\" }";
            UUID id =
                    outbox.publish("order", "o-1", "{\"traceparent\":\"00-ab-cd-01\",\"ce_requestid\":\"r\"}", payload);

            ConsumerRecord<String, String> record = published.await(1).getFirst();

            assertThat(record.key()).isEqualTo("o-1");
            assertThat(record.value()).isEqualTo(payload);
            assertThat(headers(record))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "ce_specversion", "1.0",
                            "ce_id", id.toString(),
                            "ce_type", "order.created.v1",
                            "ce_source", "/order-service",
                            "ce_subject", "o-1",
                            "ce_time", "2026-11-21T07:00:00.123456Z",
                            "content-type", "application/json",
                            "traceparent", "00-ab-cd-01",
                            "ce_requestid", "r"));
        }
    }

    /** The driver skips servers that do not answer or are standbys; the engine takes one server only. */
    @Test
    void shouldFindThePrimaryAmongSeveralServers() throws Exception {
        Map<String, String> settings = new HashMap<>(ORDERS);
        settings.put(
                "relay.sources.orders.jdbc-url",
                "jdbc:postgresql://127.0.0.1:1,127.0.0.1:%d/orders?targetServerType=primary"
                        .formatted(STACK.postgres().port()));
        try (var published = new Published(STACK, "order.events");
                var relay = RunningRelay.start(settings)) {
            relay.awaitLeading();
            outbox.publish("o-1", "1");
            assertThat(published.await(1)).map(ConsumerRecord::value).containsExactly("1");
        }
    }

    @Test
    void shouldLeaveAloneColumnsThatAServiceHasAdded() throws Exception {
        outbox.execute(Database.ORDERS.owner(), "ALTER TABLE outbox ADD tags text[] NOT NULL DEFAULT '{a,b}'");
        try (var published = new Published(STACK, "order.events");
                var relay = RunningRelay.start(ORDERS)) {
            relay.awaitLeading();
            outbox.publish("o-1", "1");
            assertThat(published.await(1)).map(ConsumerRecord::value).containsExactly("1");
        } finally {
            outbox.execute(Database.ORDERS.owner(), "ALTER TABLE outbox DROP tags");
        }
    }

    @Test
    void shouldPublishRowsOlderThanFirstStartOnceAndInOrder() throws Exception {
        try (var published = new Published(STACK, "order.events")) {
            for (int i = 0; i < 25; i++) {
                outbox.publish("o-1", "" + i);
            }
            Map<String, String> settings = new HashMap<>(ORDERS);
            settings.put("relay.batch-size", "10");
            try (var relay = RunningRelay.start(settings)) {
                relay.awaitLeading();
                outbox.publish("o-1", "25");
                assertThat(published.await(26)).map(ConsumerRecord::value).containsExactlyElementsOf(numbers(26));
                assertThat(published.poll(Duration.ofSeconds(1))).hasSize(26);
            }
        }
    }

    @Test
    void shouldGoOnWithoutDoublesWhenRestarted() throws Exception {
        try (var published = new Published(STACK, "order.events")) {
            for (int run = 0; run < 3; run++) {
                outbox.publish("o-1", "" + (2 * run));
                try (var relay = RunningRelay.start(ORDERS)) {
                    relay.awaitLeading();
                    outbox.publish("o-1", "" + (2 * run + 1));
                    published.await(2 * run + 2);
                }
            }
            assertThat(published.poll(Duration.ofSeconds(1)))
                    .map(ConsumerRecord::value)
                    .containsExactlyElementsOf(numbers(6));
        }
    }

    @Test
    void shouldNeverPublishWhatIsRolledBack() throws Exception {
        try (var published = new Published(STACK, "order.events");
                var relay = RunningRelay.start(ORDERS)) {
            relay.awaitLeading();
            try (Connection connection = outbox.connect()) {
                connection.setAutoCommit(false);
                Outbox.publish(connection, "order", "o-1", "{}", "\"rolled back\"");
                connection.rollback();
                Outbox.publish(connection, "order", "o-1", "{}", "\"committed\"");
                connection.commit();
            }
            assertThat(published.await(1)).map(ConsumerRecord::value).containsExactly("\"committed\"");
        }
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    private static Map<String, String> headers(ConsumerRecord<String, String> record) {
        return stream(record.headers().spliterator(), false)
                .collect(toMap(Header::key, header -> new String(header.value(), UTF_8)));
    }
}
