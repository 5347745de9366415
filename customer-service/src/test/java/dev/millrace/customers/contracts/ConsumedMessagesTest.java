package dev.millrace.customers.contracts;

import au.com.dius.pact.consumer.MessagePactBuilder;
import au.com.dius.pact.consumer.dsl.LambdaDslJsonBody;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import dev.millrace.contracts.CustomerCommandTypes;
import dev.millrace.contracts.CustomerEventTypes;
import dev.millrace.contracts.OrderEventTypes;
import dev.millrace.contracts.OrderReplyTypes;
import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.devstack.Database;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.contracts.MessageContract;
import dev.millrace.testsupport.contracts.PactFile;
import dev.millrace.testsupport.contracts.PactVerification;
import dev.millrace.testsupport.probe.KafkaProbe;
import dev.millrace.testsupport.probe.OutboxProbe;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;
import static dev.millrace.customers.api.CustomerRequests.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What customer-service relies on in order-service's messages, as its pact, and the messages of order-service's own
 * contract, which it must understand.
 */
@CustomerServiceTest
class ConsumedMessagesTest {
    private static final String CUSTOMER = "01a1fd2f-0000-7000-8000-000000000001";
    private static final String ORDER = "01a1fd2f-0000-7000-8000-000000000100";
    private static final String SAGA = "01a1fd2f-0000-7000-8000-000000000200";
    private static final MessageContract ORDERS = MessageContract.of("order-service");
    private static final List<String> TYPES = List.of(
            OrderEventTypes.CREATED,
            OrderEventTypes.CREATED_V2,
            CustomerCommandTypes.RESERVE_CREDIT,
            CustomerCommandTypes.RELEASE_CREDIT);

    private final OutboxProbe outbox = OutboxProbe.of(Database.CUSTOMERS);
    private KafkaProbe kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaProbe(DevStackResource.stack().bootstrapServers());
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @Test
    void shouldUnderstandWhatItsPactSays() {
        V4Pact written = pact();
        written.getInteractions().stream()
                .filter(each -> TYPES.contains(each.getDescription()))
                .forEach(each -> takesEffect(each.getDescription(), PactVerification.payload(each, Map.of())));
        PactFile.requireCommitted(written, "messages");
    }

    @Test
    void shouldUnderstandTheExamplesOfTheProvidersContract() {
        TYPES.forEach(type ->
                ORDERS.examples(type).forEach(example -> takesEffect(type, example.replace("\"alice\"", "null"))));
    }

    @Test
    void shouldNoticeWhenTheProviderRenamesAField() {
        String renamed = ORDERS.examples(OrderEventTypes.CREATED).getFirst().replace("\"total\"", "\"sum\"");
        String id = kafka.send(OrderEventTypes.TOPIC, UUID.randomUUID(), OrderEventTypes.CREATED, renamed);
        await().untilAsserted(() -> assertThat(kafka.committed("customer-service.dlq"))
                .extracting(letter -> KafkaProbe.header(letter, "ce_id"))
                .contains(id));
    }

    private static V4Pact pact() {
        MessagePactBuilder pact =
                new PactBuilder("customer-service", "order-service", PactSpecVersion.V4).usingLegacyMessageDsl();
        pact = expecting(
                pact,
                OrderEventTypes.CREATED,
                body -> orderAndCustomer(body).object("total", ConsumedMessagesTest::money));
        pact = expecting(
                pact,
                OrderEventTypes.CREATED_V2,
                body -> body.uuid("orderId", UUID.fromString(ORDER))
                        .object("customer", customer -> customer.uuid("id", UUID.fromString(CUSTOMER)))
                        .object("total", ConsumedMessagesTest::money));
        for (String outcome : List.of(
                OrderEventTypes.APPROVED,
                OrderEventTypes.REJECTED,
                OrderEventTypes.CANCELLED,
                OrderEventTypes.REVISED,
                OrderEventTypes.REVISION_REJECTED)) {
            pact = expecting(pact, outcome, body -> orderAndCustomer(body).integerType("version", 1));
        }
        pact = expecting(
                pact,
                CustomerCommandTypes.RESERVE_CREDIT,
                body -> orderAndCustomer(body)
                        .uuid("sagaId", UUID.fromString(SAGA))
                        .object("total", ConsumedMessagesTest::money));
        pact = expecting(
                pact,
                CustomerCommandTypes.RELEASE_CREDIT,
                body -> orderAndCustomer(body).uuid("sagaId", UUID.fromString(SAGA)));
        return pact.toPact(V4Pact.class);
    }

    private static MessagePactBuilder expecting(
            MessagePactBuilder pact, String type, Consumer<LambdaDslJsonBody> content) {
        return pact.expectsToReceive(type)
                .withMetadata(Map.of("ce_type", type))
                .withContent(newJsonBody(content::accept).build());
    }

    private static LambdaDslJsonBody orderAndCustomer(LambdaDslJsonBody body) {
        body.uuid("orderId", UUID.fromString(ORDER)).uuid("customerId", UUID.fromString(CUSTOMER));
        return body;
    }

    private static void money(LambdaDslObject total) {
        total.stringMatcher("amount", "-?[0-9]+(\\.[0-9]+)?", "25.00").stringMatcher("currency", "[A-Z]{3}", "EUR");
    }

    /** Sends the message about a new order of a new customer and awaits its effect. */
    private void takesEffect(String type, String payload) {
        UUID customer = registered("100.00");
        UUID order = UUID.randomUUID();
        boolean event = type.startsWith("order.");
        kafka.send(
                event ? OrderEventTypes.TOPIC : CustomerCommandTypes.TOPIC,
                event ? order : customer,
                type,
                payload.replace(CUSTOMER, customer.toString()).replace(ORDER, order.toString()));
        boolean release = type.equals(CustomerCommandTypes.RELEASE_CREDIT);
        await().untilAsserted(() -> assertThat(outbox.types(release ? order : customer))
                .contains(release ? OrderReplyTypes.CREDIT_RELEASED : CustomerEventTypes.CREDIT_RESERVED));
    }
}
