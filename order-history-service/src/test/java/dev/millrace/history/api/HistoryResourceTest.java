package dev.millrace.history.api;

import dev.millrace.history.Events;
import dev.millrace.history.OrderHistoryServiceTest;
import dev.millrace.testsupport.DevStackResource;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.history.Callers.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@OrderHistoryServiceTest
class HistoryResourceTest {
    private final UUID order = UUID.randomUUID();
    private final UUID customer = UUID.randomUUID();
    private Events events;

    @BeforeEach
    void connect() {
        events = new Events(DevStackResource.stack().bootstrapServers());
    }

    @AfterEach
    void disconnect() {
        events.close();
    }

    @Test
    void shouldTellWhatHappenedWhenAndBecauseOfWhat() {
        events.customerCreated(customer, "Ada");
        String reserved = events.creditReserved(customer, order);
        events.orderCreated(order, customer);
        events.orderApproved(order, customer, reserved);
        await().untilAsserted(() -> history(1)
                .body("orderId", equalTo(order.toString()))
                .body("customerId", equalTo(customer.toString()))
                .body("customerName", equalTo("Ada"))
                .body("state", equalTo("APPROVED"))
                .body("version", equalTo(1))
                .body("steps.type", contains("order.created.v1", "order.approved.v1"))
                .body("steps.state", contains("PENDING", "APPROVED"))
                .body("steps.at", contains(notNullValue(), notNullValue()))
                .body("steps.traceId", contains(Events.TRACE, Events.TRACE))
                .body("steps.actor", contains("ada", null))
                .body("steps[0].cause.type", equalTo("request"))
                .body("steps[0].cause.id", equalTo("r-1"))
                .body("steps[1].cause.type", equalTo("customer.credit-reserved.v1"))
                .body("steps[1].cause.id", equalTo(reserved))
                .header("X-View-Lag-Ms", matchesPattern("\\d+")));
    }

    @Test
    void shouldGiveTheReasonWhenTheOrderWasRejected() {
        events.orderCreated(order, customer);
        events.orderRejected(order, customer, "not-seen-yet");
        history(1)
                .body("customerName", nullValue())
                .body("state", equalTo("REJECTED"))
                .body("steps[1].cause.reason", equalTo("CREDIT_LIMIT_EXCEEDED"))
                .body("steps[1].cause.type", equalTo("event"));
    }

    @Test
    void shouldTellOfARevisionWhoseLinesCountOnceItIsDecided() {
        String lines = """
                , "lines": [{"sku": "%s", "quantity": 1}], "total": {"amount": "%s", "currency": "EUR"}""";
        String changed = events.creditReservationChanged(customer, order);
        events.orderCreated(order, customer);
        events.orderApproved(order, customer, "x");
        events.orderMoved(order, customer, "order.revision-requested.v1", 2, lines.formatted("cup", "9.00"));
        history(2).body("state", equalTo("REVISION_PENDING"));
        searched().body("items[0].total.amount", equalTo("2.50"));
        events.orderMoved(order, customer, "order.revision-rejected.v1", 3, ", \"reason\": \"CREDIT_LIMIT_EXCEEDED\"");
        history(3).body("state", equalTo("APPROVED")).body("steps[3].cause.reason", equalTo("CREDIT_LIMIT_EXCEEDED"));
        events.orderMoved(order, customer, "order.revision-requested.v1", 4, lines.formatted("mug", "3.00"));
        events.orderRevised(order, customer, 5, lines.formatted("mug", "3.00"), changed);
        await().untilAsserted(() -> history(5)
                .body("state", equalTo("APPROVED"))
                .body(
                        "steps.state",
                        contains("PENDING", "APPROVED", "REVISION_PENDING", "APPROVED", "REVISION_PENDING", "APPROVED"))
                .body("steps[5].cause.type", equalTo("customer.credit-reservation-changed.v1")));
        searched().body("items[0].total.amount", equalTo("3.00"));
        as(CLERK).get("/order-history?q=mug&customerId=" + customer).then().body("items", hasSize(1));
    }

    private ValidatableResponse searched() {
        return as(CLERK).get("/order-history?customerId=" + customer).then().statusCode(200);
    }

    @Test
    void shouldMakeTheSameTimelineWhenEventsComeLateAndTwice() {
        String approved = events.orderApproved(order, customer, "x");
        history(1).body("steps", hasSize(1)).body("state", equalTo("APPROVED"));
        events.orderCreated(order, customer);
        events.orderApproved(order, customer, approved);
        await().untilAsserted(
                        () -> history(1).body("steps.version", contains(0, 1)).body("state", equalTo("APPROVED")));
    }

    @Test
    void shouldAnswerAsSoonAsTheVersionIsThereWhenAskedToWait() {
        events.orderCreated(order, customer);
        history(0);
        CompletableFuture<ValidatableResponse> waiting = CompletableFuture.supplyAsync(() -> history(1));
        events.orderApproved(order, customer, "x");
        waiting.join().body("version", equalTo(1));
    }

    @Test
    void shouldSayThatTheViewIsBehindWhenTheVersionDoesNotCome() {
        events.orderCreated(order, customer);
        history(0);
        as(CLERK)
                .get("/orders/" + order + "/history?min-version=1")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .header("X-View-Lag-Ms", notNullValue());
    }

    @Test
    void shouldAnswerNotFoundWhenTheIdIsUnknownOrMalformed() {
        as(CLERK)
                .get("/orders/" + order + "/history")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .header("X-View-Lag-Ms", notNullValue());
        as(CLERK).get("/orders/x/history").then().statusCode(404).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5"})
    void shouldNameTheParameterWhenTheVersionIsNone(String version) {
        as(CLERK)
                .get("/orders/" + order + "/history?min-version=" + version)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("min-version"));
    }

    private ValidatableResponse history(int version) {
        return as(CLERK)
                .get("/orders/" + order + "/history?min-version=" + version)
                .then()
                .statusCode(200);
    }
}
