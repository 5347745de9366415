package dev.millrace.orders.messaging;

import dev.millrace.devstack.Database;
import dev.millrace.orders.OrderServiceTest;
import dev.millrace.orders.api.OrderRequests;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.probe.KafkaProbe;
import dev.millrace.testsupport.probe.OutboxProbe;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.orders.api.OrderRequests.as;
import static dev.millrace.orders.api.OrderRequests.awaitState;
import static dev.millrace.orders.api.OrderRequests.decisionOn;
import static dev.millrace.orders.api.OrderRequests.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@OrderServiceTest
class CreateOrderSagaTest {
    private static final String CUSTOMER_EVENTS = "customer.events";
    private static final String DEAD_LETTERS = "order-service.dlq";

    private final UUID customer = UUID.randomUUID();
    private KafkaProbe kafka;
    private OutboxProbe outbox;

    @BeforeEach
    void connect() {
        kafka = new KafkaProbe(DevStackResource.stack().bootstrapServers());
        outbox = OutboxProbe.of(Database.ORDERS);
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @Test
    void shouldApproveWhenCreditIsReserved() {
        UUID order = placed(customer);
        tell("customer.credit-reserved.v1", order);
        awaitState(order, "APPROVED");
        assertThat(outbox.types(order)).containsExactly("order.created.v1", "order.approved.v1");
    }

    @Test
    void shouldRejectWithTheReasonWhenCreditIsRefused() {
        UUID tooMuch = placed(customer);
        tell("customer.credit-limit-exceeded.v1", tooMuch);
        awaitState(tooMuch, "REJECTED");
        as(CLERK).get("/orders/" + tooMuch).then().body("rejectionReason", equalTo("CREDIT_LIMIT_EXCEEDED"));

        UUID ofNobody = placed(customer);
        tell("customer.not-found.v1", ofNobody);
        awaitState(ofNobody, "REJECTED");
        as(CLERK).get("/orders/" + ofNobody).then().body("rejectionReason", equalTo("CUSTOMER_NOT_FOUND"));
    }

    @Test
    void shouldShowTheOrderToTheUserWhoTheCustomerIsWhenAClerkPlacedIt() {
        String alice = "alice-" + UUID.randomUUID();
        UUID order = placed(customer);
        as(alice, "customer").get("/orders/" + order).then().statusCode(404);
        String decision = "{\"orderId\": \"%s\", \"owner\": \"%s\"}".formatted(order, alice);
        kafka.send(CUSTOMER_EVENTS, customer, "customer.credit-reserved.v1", decision);
        awaitState(order, "APPROVED");
        as(alice, "customer").get("/orders/" + order).then().statusCode(200);
        assertThat(outbox.rows(order).getLast().payload()).contains("\"owner\":\"" + alice + "\"");
    }

    @Test
    void shouldChangeStateOnceWhenTheSameMessageComesTwice() {
        UUID order = placed(customer);
        Map<String, String> headers = Map.of(
                "ce_id", UUID.randomUUID().toString(), "ce_type", "customer.credit-reserved.v1", "ce_source", "/test");
        kafka.send(CUSTOMER_EVENTS, customer, headers, decisionOn(order));
        kafka.send(CUSTOMER_EVENTS, customer, headers, decisionOn(order));
        UUID next = placed(customer);
        tell("customer.credit-reserved.v1", next);
        awaitState(next, "APPROVED");
        assertThat(outbox.types(order)).containsExactly("order.created.v1", "order.approved.v1");
        assertThat(deadLetters(order.toString())).isEmpty();
    }

    @Test
    void shouldParkPoisonWithItsErrorAndGoOnWhenAMessageCannotBeRead() {
        String unknown = kafka.send(CUSTOMER_EVENTS, customer, "customer.exploded.v1", "{}");
        String malformed = kafka.send(CUSTOMER_EVENTS, customer, "customer.credit-reserved.v1", "{\"orderId\":");
        String noUuid = kafka.send(CUSTOMER_EVENTS, customer, "customer.credit-reserved.v1", "{\"orderId\": 7}");
        kafka.send(CUSTOMER_EVENTS, customer, Map.of(), "no cloud event");
        kafka.send(new ProducerRecord<>(CUSTOMER_EVENTS, customer.toString(), null));
        String timeless = UUID.randomUUID().toString();
        kafka.send(CUSTOMER_EVENTS, customer, malformed(timeless), decisionOn(UUID.randomUUID()));
        UUID order = placed(customer);
        tell("customer.credit-reserved.v1", order);

        awaitState(order, "APPROVED");
        assertThat(deadLetters(unknown)).containsExactly("unknown message type customer.exploded.v1");
        assertThat(deadLetters(malformed)).singleElement().asString().startsWith("malformed");
        assertThat(deadLetters(noUuid)).singleElement().asString().startsWith("malformed");
        assertThat(deadLetters(timeless)).containsExactly("ce_time is no RFC 3339 time: infinity");
    }

    @Test
    void shouldParkAfterTheLastAttemptWhenTheHandlerKeepsFailing() {
        UUID nobodysOrder = UUID.randomUUID();
        tell("customer.credit-reserved.v1", nobodysOrder);
        UUID order = placed(customer);
        tell("customer.credit-reserved.v1", order);
        awaitState(order, "APPROVED");
        assertThat(kafka.committed(DEAD_LETTERS))
                .filteredOn(dead -> new String(dead.value()).contains(nobodysOrder.toString()))
                .singleElement()
                .satisfies(dead -> assertThat(KafkaProbe.header(dead, "dead-letter-reason"))
                        .contains("There is no order " + nobodysOrder));
    }

    @Test
    void shouldCarryTraceAndRequestIntoTheOutboxWhenPlaced() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        String id = as(CLERK)
                .contentType(ContentType.JSON)
                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .header("X-Request-Id", "request-7")
                .body(OrderRequests.orderOf(customer, "1"))
                .post("/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(outbox.rows(UUID.fromString(id)))
                .singleElement()
                .satisfies(row -> assertThat(row.headers()).contains(trace, "\"ce_requestid\":\"request-7\""));
    }

    private static Map<String, String> malformed(String id) {
        return Map.of(
                "ce_specversion", "1.0",
                "ce_id", id,
                "ce_type", "customer.credit-reserved.v1",
                "ce_source", "/my service",
                "ce_time", "infinity");
    }

    private void tell(String type, UUID order) {
        kafka.send(CUSTOMER_EVENTS, customer, type, decisionOn(order));
    }

    private List<String> deadLetters(String id) {
        return kafka.committed(DEAD_LETTERS).stream()
                .filter(dead -> id.equals(KafkaProbe.header(dead, "ce_id")))
                .map(dead -> KafkaProbe.header(dead, "dead-letter-reason"))
                .toList();
    }
}
