package dev.millrace.orders.contracts;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.V4Interaction.AsynchronousMessage;
import dev.millrace.contracts.CustomerEventTypes;
import dev.millrace.contracts.OrderEventTypes;
import dev.millrace.contracts.OrderReplyTypes;
import dev.millrace.devstack.Database;
import dev.millrace.orders.OrderServiceTest;
import dev.millrace.orders.messaging.CreditReplies;
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

import static dev.millrace.orders.api.OrderRequests.approve;
import static dev.millrace.orders.api.OrderRequests.awaitState;
import static dev.millrace.orders.api.OrderRequests.cancel;
import static dev.millrace.orders.api.OrderRequests.decisionOn;
import static dev.millrace.orders.api.OrderRequests.linesOf;
import static dev.millrace.orders.api.OrderRequests.placed;
import static dev.millrace.orders.api.OrderRequests.revise;
import static org.assertj.core.api.Assertions.assertThat;

/** What the running service really sends, against its own contract and against what its consumers rely on. */
@OrderServiceTest
class ProducedMessagesTest {
    private static final MessageContract CONTRACT = MessageContract.in(Path.of("contract"));

    private final UUID customer = UUID.randomUUID();
    private final OutboxProbe outbox = OutboxProbe.of(Database.ORDERS);

    @Test
    void shouldBeAsTheContractAndItsConsumersSay() {
        Map<String, String> sent = everyMessage();
        Set<String> promised = new TreeSet<>();
        CONTRACT.topics().values().forEach(promised::addAll);
        promised.remove(OrderEventTypes.CREATED_V2); // in the place of v1 in PushedOrderSagaTest
        assertThat(sent.keySet()).containsExactlyInAnyOrderElementsOf(promised);
        sent.forEach((type, payload) ->
                assertThat(CONTRACT.violations(type, payload)).as(payload).isEmpty());

        List<Interaction> pacts = PactFile.interactions("order-service", "messages");
        assertThat(pacts).isNotEmpty();
        pacts.removeIf(pact -> pact.getDescription().equals(OrderEventTypes.CREATED_V2));
        for (Interaction pact : pacts) {
            AsynchronousMessage message = (AsynchronousMessage) pact;
            String payload = sent.get(message.getDescription());
            assertThat(PactVerification.mismatches(message, payload))
                    .as("%s: %s", message.getDescription(), payload)
                    .isEmpty();
            String renamed = payload.replace("\"orderId\"", "\"order\"");
            assertThat(PactVerification.mismatches(message, renamed))
                    .as("a renamed field")
                    .isNotEmpty();
            assertThat(CONTRACT.violations(message.getDescription(), renamed)).isNotEmpty();
        }
    }

    /** Lives orders through all states; the last payload of each type. */
    private Map<String, String> everyMessage() {
        Map<String, String> sent = new HashMap<>();
        try (KafkaProbe kafka = new KafkaProbe(DevStackResource.stack().bootstrapServers());
                CreditReplies credit = new CreditReplies()) {
            UUID rejected = placed(customer);
            kafka.send(
                    CustomerEventTypes.TOPIC, customer, CustomerEventTypes.CREDIT_LIMIT_EXCEEDED, decisionOn(rejected));
            awaitState(rejected, "REJECTED");

            UUID order = placed(customer);
            approve(kafka, customer, order);
            revise(order, linesOf("9.00", "EUR")).statusCode(202);
            credit.reply(OrderReplyTypes.CREDIT_REFUSED, order, customer);
            awaitState(order, "APPROVED");
            revise(order, linesOf("8.00", "EUR")).statusCode(202);
            credit.reply(OrderReplyTypes.CREDIT_RESERVED, order, customer);
            awaitState(order, "APPROVED");
            cancel(order).statusCode(202);
            credit.reply(OrderReplyTypes.CREDIT_RELEASED, order, customer);
            awaitState(order, "CANCELLED");
            for (UUID aggregate : List.of(rejected, order, customer)) {
                outbox.rows(aggregate).forEach(row -> sent.put(row.type(), row.payload()));
            }
        }
        return sent;
    }
}
