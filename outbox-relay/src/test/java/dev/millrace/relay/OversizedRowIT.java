package dev.millrace.relay;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RelayProcess;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A row is larger than the memory of the relay's process, so the relay must not read it whole. */
class OversizedRowIT {
    private static final DevStack STACK = DevStackResource.stack();

    private Outbox outbox;

    @BeforeEach
    void renew() throws Exception {
        outbox = Outbox.fresh(STACK, Database.ORDERS);
    }

    @ParameterizedTest
    @CsvSource({"log-tailing, false", "log-tailing, true", "polling, true"})
    void shouldParkRowByItsIdWithoutReadingIt(String mode, boolean olderThanTheSlot) throws Exception {
        Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
        settings.put("relay.mode", mode);
        if (olderThanTheSlot) {
            insert();
        }
        try (var events = new Published(STACK, "order.events");
                var parked = new Published(STACK, "outbox-relay.dlq");
                RelayProcess relay = RelayProcess.start(settings).awaitReadiness("\"orders\": \"leading\"")) {
            if (!olderThanTheSlot) {
                insert();
            }
            assertThat(events.await(2)).map(ConsumerRecord::value).containsExactly("1", "3");
            ConsumerRecord<String, String> letter = parked.await(1).getFirst();
            assertThat(letter.key()).isEqualTo("o-1");
            assertThat(letter.value()).isNull();
            assertThat(new String(
                            letter.headers().lastHeader("dead-letter-reason").value(), UTF_8))
                    .contains("max-row-size");
            String id = new String(letter.headers().lastHeader("ce_id").value(), UTF_8);
            assertThat(outbox.query(Database.ORDERS.owner(), "SELECT id FROM outbox WHERE parked"))
                    .containsExactly(id);

            assertThat(relay.replay()).containsPattern("\"parked\":[1-9]");
            await().until(() -> outbox.query(Database.ORDERS.owner(), "SELECT id FROM outbox")
                            .size()
                    == 1);
            assertThat(relay.isAlive()).isTrue();
        }
    }

    /** With a row limit above the memory of the process. */
    @ParameterizedTest
    @ValueSource(strings = {"log-tailing", "polling"})
    void shouldEndProcessWhenMemoryRunsOut(String mode) throws Exception {
        Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
        settings.put("relay.mode", mode);
        settings.put("relay.sources.orders.max-row-size", "1G");
        try (RelayProcess relay = RelayProcess.start(settings).awaitReadiness("\"orders\": \"leading\"")) {
            insert();
            assertThat(relay.awaitExit(Duration.ofSeconds(60))).isEqualTo(1);
            assertThat(relay.log()).contains("OutOfMemoryError", "the process ends, to be restarted");
        }
    }

    /** Also writes a large message into the log, as any role that may connect can. */
    private void insert() throws Exception {
        outbox.publish("o-1", "1");
        outbox.execute(
                Database.ORDERS.owner(),
                "SELECT pg_logical_emit_message(true, 'any', repeat('x', 80000000));"
                        + " INSERT INTO outbox (id, aggregate_type, aggregate_id, type, source, time, payload)"
                        + " VALUES (gen_random_uuid(), 'order', 'o-1', 't.v1', '/s', now(),"
                        + " to_json(repeat('x', 80000000)))");
        outbox.publish("o-1", "3");
    }
}
