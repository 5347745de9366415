package dev.millrace.orders.contracts;

import au.com.dius.pact.consumer.MessagePactBuilder;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import dev.millrace.contracts.CustomerEventTypes;
import dev.millrace.contracts.OrderReplyTypes;
import dev.millrace.orders.OrderServiceTest;
import dev.millrace.orders.messaging.CreditReplies;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.contracts.MessageContract;
import dev.millrace.testsupport.contracts.PactFile;
import dev.millrace.testsupport.contracts.PactVerification;
import dev.millrace.testsupport.probe.KafkaProbe;
import dev.millrace.testsupport.probe.OutboxProbe;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;
import static dev.millrace.orders.api.OrderRequests.approve;
import static dev.millrace.orders.api.OrderRequests.awaitState;
import static dev.millrace.orders.api.OrderRequests.cancel;
import static dev.millrace.orders.api.OrderRequests.linesOf;
import static dev.millrace.orders.api.OrderRequests.placed;
import static dev.millrace.orders.api.OrderRequests.revise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What order-service relies on in customer-service's messages, as its pact, and the messages of customer-service's own
 * contract, which it must understand.
 */
@OrderServiceTest
class ConsumedMessagesTest {
    private static final String ORDER = "01a1fd2f-0000-7000-8000-000000000100";
    private static final String SAGA = "01a1fd2f-0000-7000-8000-000000000200";
    private static final String COMMAND = "01a1fd2f-0000-7000-8000-000000000300";
    private static final MessageContract CUSTOMERS = MessageContract.of("customer-service");

    private final UUID customer = UUID.randomUUID();
    private KafkaProbe kafka;
    private CreditReplies credit;

    @BeforeEach
    void connect() {
        kafka = new KafkaProbe(DevStackResource.stack().bootstrapServers());
        credit = new CreditReplies();
    }

    @AfterEach
    void disconnect() {
        kafka.close();
        credit.close();
    }

    @Test
    void shouldUnderstandWhatItsPactSays() {
        MessagePactBuilder pact =
                new PactBuilder("order-service", "customer-service", PactSpecVersion.V4).usingLegacyMessageDsl();
        for (String type : new String[] {
            CustomerEventTypes.CREDIT_RESERVED, CustomerEventTypes.CREDIT_LIMIT_EXCEEDED, CustomerEventTypes.NOT_FOUND
        }) {
            pact = expecting(pact, type)
                    .withContent(newJsonBody(body -> body.uuid("orderId", UUID.fromString(ORDER)))
                            .build());
        }
        pact = reply(pact, OrderReplyTypes.CREDIT_RESERVED);
        pact = expecting(pact, OrderReplyTypes.CREDIT_REFUSED)
                .withContent(newJsonBody(body -> body.uuid("sagaId", UUID.fromString(SAGA))
                                .uuid("commandId", UUID.fromString(COMMAND))
                                .uuid("orderId", UUID.fromString(ORDER))
                                .stringType("reason", "CREDIT_LIMIT_EXCEEDED"))
                        .build());
        pact = reply(pact, OrderReplyTypes.CREDIT_RELEASED);
        V4Pact written = pact.toPact(V4Pact.class);
        written.getInteractions()
                .forEach(each -> takesEffect(each.getDescription(), PactVerification.payload(each, Map.of())));
        PactFile.requireCommitted(written, "messages");
    }

    @Test
    void shouldUnderstandTheExamplesOfTheProvidersContract() {
        for (String type : new String[] {
            CustomerEventTypes.CREDIT_RESERVED,
            CustomerEventTypes.CREDIT_LIMIT_EXCEEDED,
            CustomerEventTypes.NOT_FOUND,
            OrderReplyTypes.CREDIT_RESERVED,
            OrderReplyTypes.CREDIT_REFUSED,
            OrderReplyTypes.CREDIT_RELEASED
        }) {
            CUSTOMERS.examples(type).forEach(example -> takesEffect(type, example));
        }
    }

    @Test
    void shouldNoticeWhenTheProviderRenamesAField() {
        UUID order = placed(customer);
        String renamed = CUSTOMERS
                .examples(CustomerEventTypes.CREDIT_RESERVED)
                .getFirst()
                .replace(ORDER, order.toString())
                .replace("\"orderId\"", "\"order\"");
        String id = kafka.send(CustomerEventTypes.TOPIC, customer, CustomerEventTypes.CREDIT_RESERVED, renamed);
        await().untilAsserted(() -> assertThat(kafka.committed("order-service.dlq"))
                .extracting(letter -> KafkaProbe.header(letter, "ce_id"))
                .contains(id));
    }

    private static MessagePactBuilder reply(MessagePactBuilder pact, String type) {
        return expecting(pact, type)
                .withContent(newJsonBody(body -> body.uuid("sagaId", UUID.fromString(SAGA))
                                .uuid("commandId", UUID.fromString(COMMAND))
                                .uuid("orderId", UUID.fromString(ORDER)))
                        .build());
    }

    private static MessagePactBuilder expecting(MessagePactBuilder pact, String type) {
        return pact.expectsToReceive(type).withMetadata(Map.of("ce_type", type));
    }

    /** Brings an order to where the message is due, sends the message about it, and awaits its effect. */
    private void takesEffect(String type, String payload) {
        UUID order = placed(customer);
        switch (type) {
            case CustomerEventTypes.CREDIT_RESERVED -> decided(type, payload, order, "APPROVED");
            case CustomerEventTypes.CREDIT_LIMIT_EXCEEDED, CustomerEventTypes.NOT_FOUND ->
                decided(type, payload, order, "REJECTED");
            case OrderReplyTypes.CREDIT_RELEASED -> {
                cancel(order).statusCode(202);
                replied(type, payload, order, "CANCELLED");
            }
            default -> {
                approve(kafka, customer, order);
                revise(order, linesOf("9.00", "EUR")).statusCode(202);
                replied(type, payload, order, "APPROVED");
            }
        }
    }

    private void decided(String type, String payload, UUID order, String state) {
        kafka.send(CustomerEventTypes.TOPIC, customer, type, payload.replace(ORDER, order.toString()));
        awaitState(order, state);
    }

    private void replied(String type, String payload, UUID order, String state) {
        OutboxProbe.Row command = credit.lastCommand(customer);
        kafka.send(
                OrderReplyTypes.TOPIC,
                order,
                type,
                payload.replace(ORDER, order.toString())
                        .replace(SAGA, CreditReplies.sagaOf(command))
                        .replace(COMMAND, command.id().toString()));
        awaitState(order, state);
    }
}
