package dev.millrace.relay;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Certificates;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.relay.support.SecuredKafka;
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

    /** With certificates of an authority of one's own, a client certificate for PostgreSQL and SCRAM for Kafka. */
    @Test
    void shouldPublishAndShortenOversizedRowsOverTls() throws Exception {
        Outbox outbox = new Outbox(STACK, Database.ORDERS).renew();
        Certificates certificates = Certificates.create(Credentials.RELAY.username());
        try (var kafka = SecuredKafka.start(certificates);
                var tls = new ServerTls(STACK, certificates)) {
            Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
            settings.putAll(kafka.settings());
            String url =
                    STACK.jdbcUrl(Database.ORDERS) + "?sslmode=verify-full&sslrootcert=" + certificates.authority();
            settings.put("relay.sources.orders.jdbc-url", url);
            try (var refused = RunningRelay.start(settings)) {
                refused.awaitReason(Database.ORDERS, "client certificate");
            }
            settings.put(
                    "relay.sources.orders.jdbc-url",
                    url + "&sslcert=" + certificates.client() + "&sslkey=" + certificates.clientKey());
            try (var events = new Published(kafka.bootstrapServers(), "order.events");
                    var parked = new Published(kafka.bootstrapServers(), "outbox-relay.dlq");
                    var relay = RunningRelay.start(settings).awaitLeading()) {
                await().until(() -> tls.encryptedReplications() == 1);
                outbox.publish("o-1", "1");
                outbox.publish("o-1", "\"" + "x".repeat(5_000_000) + "\"");
                outbox.publish("o-1", "3");
                assertThat(events.await(2)).map(ConsumerRecord::value).containsExactly("1", "3");
                ConsumerRecord<String, String> letter = parked.await(1).getFirst();
                assertThat(letter.value()).isNull();
                assertThat(new String(
                                letter.headers()
                                        .lastHeader("dead-letter-reason")
                                        .value(),
                                UTF_8))
                        .contains("max-row-size");
                assertThat(relay.counter("relay.events.parked")).isEqualTo(1);
            }
        }
    }
}
