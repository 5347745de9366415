package dev.millrace.relay;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Certificates;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RelayProcess;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.relay.support.SecuredKafka;
import dev.millrace.relay.support.ServerTls;
import dev.millrace.testsupport.DevStackResource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged relay: its libraries are fewer than those of the tests, and a binary has fewer classes still. */
class SecuredConnectionIT {
    private static final DevStack STACK = DevStackResource.stack();

    @Test
    void shouldPublishWithAClientCertificateAndWithAccessTokensOrScram() throws Exception {
        Outbox outbox = new Outbox(STACK, Database.ORDERS).renew();
        Certificates certificates = Certificates.create(Credentials.RELAY.username());
        try (var kafka = SecuredKafka.start(certificates);
                var tls = new ServerTls(STACK, certificates);
                var published = new Published(kafka.bootstrapServers(), "order.events")) {
            Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
            settings.put(
                    "relay.sources.orders.jdbc-url",
                    STACK.jdbcUrl(Database.ORDERS)
                            + "?sslmode=verify-full&sslrootcert=%s&sslcert=%s&sslkey=%s"
                                    .formatted(
                                            certificates.authority(), certificates.client(), certificates.clientKey()));

            try (RelayProcess refused = RelayProcess.start(with(settings, kafka.oauthSettings("wrong")))) {
                refused.awaitReadiness("The client is unknown or its secret is wrong.");
            }
            publish(with(settings, kafka.oauthSettings("demo")), outbox, published, tls);
            publish(with(settings, kafka.settings()), outbox, published, tls);
        }
    }

    private static void publish(Map<String, String> settings, Outbox outbox, Published published, ServerTls tls)
            throws Exception {
        int before = published.poll(Duration.ZERO).size();
        try (RelayProcess relay = RelayProcess.start(settings).awaitReadiness("\"orders\": \"leading\"")) {
            await().until(() -> tls.encryptedReplications() == 1);
            outbox.publish("o-1", "" + before);
            assertThat(published.await(before + 1))
                    .last()
                    .extracting(ConsumerRecord::value)
                    .isEqualTo("" + before);
            assertThat(relay.isAlive()).isTrue();
        }
    }

    private static Map<String, String> with(Map<String, String> settings, Map<String, String> kafka) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(kafka);
        return all;
    }
}
