package dev.millrace.customers.contracts;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.V4Interaction.AsynchronousMessage;
import dev.millrace.contracts.CustomerCommandTypes;
import dev.millrace.contracts.OrderEventTypes;
import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.devstack.Database;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.contracts.MessageContract;
import dev.millrace.testsupport.contracts.PactFile;
import dev.millrace.testsupport.contracts.PactVerification;
import dev.millrace.testsupport.probe.KafkaProbe;
import dev.millrace.testsupport.probe.OutboxProbe;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static dev.millrace.customers.api.CustomerRequests.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the running service really sends, against its own contract and against what its consumers rely on. */
@CustomerServiceTest
class ProducedMessagesTest {
    private static final MessageContract CONTRACT = MessageContract.in(Path.of("contract"));

    private final OutboxProbe outbox = OutboxProbe.of(Database.CUSTOMERS);

    @Test
    void shouldBeAsTheContractAndItsConsumersSay() {
        Map<String, String> sent = everyMessage();
        Set<String> promised = new TreeSet<>();
        CONTRACT.topics().values().forEach(promised::addAll);
        assertThat(sent.keySet()).containsExactlyInAnyOrderElementsOf(promised);
        sent.forEach((type, payload) ->
                assertThat(CONTRACT.violations(type, payload)).as(payload).isEmpty());

        List<Interaction> pacts = PactFile.interactions("customer-service", "messages");
        assertThat(pacts).isNotEmpty();
        for (Interaction pact : pacts) {
            AsynchronousMessage message = (AsynchronousMessage) pact;
            String payload = sent.get(message.getDescription());
            assertThat(PactVerification.mismatches(message, payload))
                    .as("%s: %s", message.getDescription(), payload)
                    .isEmpty();
            String renamed = payload.replace("orderId", "order").replace("customerId", "customer");
            assertThat(PactVerification.mismatches(message, renamed))
                    .as("a renamed field")
                    .isNotEmpty();
            assertThat(CONTRACT.violations(message.getDescription(), renamed)).isNotEmpty();
        }
    }

    /** A payload of each type. */
    private Map<String, String> everyMessage() {
        UUID customer = registered("10.00");
        UUID nobody = UUID.randomUUID();
        UUID order = UUID.randomUUID();
        UUID tooMuch = UUID.randomUUID();
        try (KafkaProbe kafka = new KafkaProbe(DevStackResource.stack().bootstrapServers())) {
            create(kafka, customer, order, "4.00");
            create(kafka, customer, tooMuch, "40.00");
            create(kafka, nobody, UUID.randomUUID(), "1.00");
            await().untilAsserted(() -> assertThat(outbox.rows(customer)).hasSize(3));
            command(kafka, CustomerCommandTypes.RESERVE_CREDIT, customer, order, "5.00");
            command(kafka, CustomerCommandTypes.RESERVE_CREDIT, customer, order, "50.00");
            command(kafka, CustomerCommandTypes.RELEASE_CREDIT, customer, order, "0.00");
            await().untilAsserted(() -> assertThat(outbox.rows(order)).hasSize(3));
            await().untilAsserted(() -> assertThat(outbox.rows(nobody)).hasSize(1));
        }
        Map<String, String> sent = new HashMap<>();
        for (UUID aggregate : List.of(customer, nobody, order)) {
            outbox.rows(aggregate).forEach(row -> sent.put(row.type(), row.payload()));
        }
        return sent;
    }

    private static void create(KafkaProbe kafka, UUID customer, UUID order, String total) {
        kafka.send(OrderEventTypes.TOPIC, order, OrderEventTypes.CREATED, """
                {"orderId": "%s", "customerId": "%s", "total": {"amount": "%s", "currency": "EUR"}}""".formatted(order, customer, total));
    }

    private static void command(KafkaProbe kafka, String type, UUID customer, UUID order, String total) {
        kafka.send(
                CustomerCommandTypes.TOPIC, customer, type, """
                {"sagaId": "%s", "orderId": "%s", "customerId": "%s",
                 "total": {"amount": "%s", "currency": "EUR"}}""".formatted(UUID.randomUUID(), order, customer, total));
    }
}
