package dev.millrace.history.messaging;

import au.com.dius.pact.consumer.MessagePactBuilder;
import au.com.dius.pact.consumer.dsl.LambdaDslJsonBody;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import dev.millrace.contracts.CustomerEventTypes;
import dev.millrace.contracts.OrderEventTypes;
import dev.millrace.history.OrderHistoryServiceTest;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.contracts.MessageContract;
import dev.millrace.testsupport.contracts.PactFile;
import dev.millrace.testsupport.contracts.PactVerification;
import dev.millrace.testsupport.probe.KafkaProbe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.history.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/**
 * What the view relies on in the messages of order-service and customer-service, as its pacts, and the messages of their
 * own contracts, which it must understand.
 */
@OrderHistoryServiceTest
class ConsumedMessagesTest {
    private static final String CUSTOMER = "01a1fd2f-0000-7000-8000-000000000001";
    private static final String ORDER = "01a1fd2f-0000-7000-8000-000000000100";
    private static final List<String> STEPS = List.of(
            OrderEventTypes.APPROVED,
            OrderEventTypes.REJECTED,
            OrderEventTypes.CANCELLATION_REQUESTED,
            OrderEventTypes.CANCELLED,
            OrderEventTypes.REVISION_REQUESTED,
            OrderEventTypes.REVISION_REJECTED);

    private final UUID order = UUID.randomUUID();
    private final UUID customer = UUID.randomUUID();
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
    void shouldUnderstandWhatItsPactWithOrderServiceSays() {
        V4Pact written = withOrderService();
        Map<String, String> messages = new LinkedHashMap<>();
        written.getInteractions()
                .forEach(each -> messages.put(each.getDescription(), PactVerification.payload(each, Map.of())));
        String second = messages.remove(OrderEventTypes.CREATED_V2);
        areOnTheTimeline(order, messages);
        areOnTheTimeline(UUID.randomUUID(), Map.of(OrderEventTypes.CREATED_V2, second));
        PactFile.requireCommitted(written, "messages");
    }

    @Test
    void shouldUnderstandWhatItsPactWithCustomerServiceSays() {
        V4Pact written = withCustomerService();
        isNamed(PactVerification.payload(written.getInteractions().getFirst(), Map.of()));
        PactFile.requireCommitted(written, "messages");
    }

    @Test
    void shouldUnderstandTheExamplesOfTheProvidersContracts() {
        MessageContract orders = MessageContract.of("order-service");
        Map<String, String> messages = new LinkedHashMap<>();
        orders.topics()
                .get(OrderEventTypes.TOPIC)
                .forEach(type -> messages.put(type, orders.examples(type).getFirst()));
        String second = messages.remove(OrderEventTypes.CREATED_V2);
        areOnTheTimeline(order, messages);
        areOnTheTimeline(UUID.randomUUID(), Map.of(OrderEventTypes.CREATED_V2, second));
        isNamed(MessageContract.of("customer-service")
                .examples(CustomerEventTypes.CREATED)
                .getFirst());
    }

    @Test
    void shouldNoticeWhenTheProviderRenamesAField() {
        String renamed = MessageContract.of("order-service")
                .examples(OrderEventTypes.APPROVED)
                .getFirst()
                .replace("\"customerId\"", "\"customer\"");
        String id = send(OrderEventTypes.TOPIC, order, OrderEventTypes.APPROVED, renamed);
        await().untilAsserted(() -> assertThat(kafka.committed("order-history-service.dlq"))
                .extracting(letter -> KafkaProbe.header(letter, "ce_id"))
                .contains(id));
    }

    private static V4Pact withOrderService() {
        MessagePactBuilder pact = with("order-service");
        pact = expecting(pact, OrderEventTypes.CREATED, body -> {
            lines(step(body));
            body.stringMatcher("createdAt", "\\d{4}-\\d\\d-\\d\\dT.+Z", "2026-01-01T00:00:00Z");
        });
        pact = expecting(pact, OrderEventTypes.CREATED_V2, body -> {
            lines(body.uuid("orderId", UUID.fromString(ORDER)).integerType("version", 0));
            body.object("customer", placer -> placer.uuid("id", UUID.fromString(CUSTOMER)));
            body.stringMatcher("placedAt", "\\d{4}-\\d\\d-\\d\\dT.+Z", "2026-01-01T00:00:00Z");
        });
        pact = expecting(pact, OrderEventTypes.REVISED, body -> lines(step(body)));
        for (String type : STEPS) {
            pact = expecting(pact, type, ConsumedMessagesTest::step);
        }
        return pact.toPact(V4Pact.class);
    }

    private static V4Pact withCustomerService() {
        return expecting(
                        with("customer-service"),
                        CustomerEventTypes.CREATED,
                        body -> body.uuid("customerId", UUID.fromString(CUSTOMER))
                                .stringType("name", "Ada"))
                .toPact(V4Pact.class);
    }

    private static MessagePactBuilder with(String provider) {
        return new PactBuilder("order-history-service", provider, PactSpecVersion.V4).usingLegacyMessageDsl();
    }

    private static MessagePactBuilder expecting(
            MessagePactBuilder pact, String type, Consumer<LambdaDslJsonBody> content) {
        return pact.expectsToReceive(type)
                .withMetadata(Map.of("ce_type", type))
                .withContent(newJsonBody(content::accept).build());
    }

    private static LambdaDslJsonBody step(LambdaDslJsonBody body) {
        body.uuid("orderId", UUID.fromString(ORDER))
                .uuid("customerId", UUID.fromString(CUSTOMER))
                .integerType("version", 0);
        return body;
    }

    private static void lines(LambdaDslObject body) {
        body.minArrayLike("lines", 1, line -> line.stringType("sku", "tea"))
                .object(
                        "total",
                        total -> total.stringMatcher("amount", "-?[0-9]+(\\.[0-9]+)?", "25.00")
                                .stringMatcher("currency", "[A-Z]{3}", "EUR"));
    }

    /** Each type's message becomes a step of its own version. */
    private void areOnTheTimeline(UUID about, Map<String, String> messages) {
        int version = 0;
        for (Map.Entry<String, String> message : messages.entrySet()) {
            String payload = message.getValue().replaceFirst("\"version\":\\s*\\d+", "\"version\": " + version++);
            send(OrderEventTypes.TOPIC, about, message.getKey(), payload.replace(ORDER, about.toString()));
        }
        await().untilAsserted(() -> messages.keySet()
                .forEach(type -> as(CLERK)
                        .get("/orders/" + about + "/history")
                        .then()
                        .statusCode(200)
                        .body("steps.type", hasItem(type))));
    }

    /** The name is shown with orders of the same owner; here nobody is known to own either. */
    private void isNamed(String payload) {
        UUID placed = UUID.randomUUID();
        send(CustomerEventTypes.TOPIC, customer, CustomerEventTypes.CREATED, unowned(payload));
        String created = MessageContract.of("order-service")
                .examples(OrderEventTypes.CREATED)
                .getFirst()
                .replace(ORDER, placed.toString());
        send(OrderEventTypes.TOPIC, placed, OrderEventTypes.CREATED, unowned(created));
        await().untilAsserted(() -> as(CLERK)
                .get("/orders/" + placed + "/history")
                .then()
                .statusCode(200)
                .body("customerName", equalTo("Ada")));
    }

    private static String unowned(String payload) {
        return payload.replace("\"alice\"", "null");
    }

    private String send(String topic, UUID subject, String type, String payload) {
        String id = UUID.randomUUID().toString();
        Map<String, String> headers =
                Map.of("ce_id", id, "ce_type", type, "ce_source", "/test", "ce_time", "2026-01-01T00:00:00Z");
        kafka.send(
                topic,
                subject,
                headers,
                payload.replace(ORDER, order.toString()).replace(CUSTOMER, customer.toString()));
        return id;
    }
}
