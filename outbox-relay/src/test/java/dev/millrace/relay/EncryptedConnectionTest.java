package dev.millrace.relay;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Positions;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.relay.support.ServerTls;
import dev.millrace.testsupport.DevStackResource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class EncryptedConnectionTest {
    private static final DevStack STACK = DevStackResource.stack();

    @Test
    void shouldPublishAndShortenOversizedRowsOverTls() throws Exception {
        Outbox outbox = new Outbox(STACK, Database.ORDERS).renew();
        Positions.forget(STACK, "orders");
        Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
        settings.put("relay.sources.orders.jdbc-url", STACK.jdbcUrl(Database.ORDERS) + "?sslmode=require");
        try (var tls = new ServerTls(STACK);
                var events = new Published(STACK, "order.events");
                var parked = new Published(STACK, "outbox-relay.dlq");
                var relay = RunningRelay.start(settings).awaitLeading()) {
            await().until(() -> tls.encryptedReplications() == 1);
            outbox.publish("o-1", "1");
            outbox.publish("o-1", "\"" + "x".repeat(5_000_000) + "\"");
            outbox.publish("o-1", "3");
            assertThat(events.await(2)).map(ConsumerRecord::value).containsExactly("1", "3");
            assertThat(parked.await(1).getFirst().value()).isNull();
            assertThat(new String(
                            parked.await(1)
                                    .getFirst()
                                    .headers()
                                    .lastHeader("dead-letter-reason")
                                    .value(),
                            UTF_8))
                    .contains("max-row-size");
            assertThat(relay.counter("relay.events.parked")).isEqualTo(1);
        }
    }
}
