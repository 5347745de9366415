package dev.millrace.orders.api;

import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.testsupport.identity.TestTokens;
import dev.millrace.testsupport.probe.KafkaProbe;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Builds the requests of the tests. */
public final class OrderRequests {
    private OrderRequests() {}

    /** A request by the demo user. */
    public static RequestSpecification as(DemoUser user) {
        return given().auth().oauth2(TestTokens.of(user));
    }

    /** A request by a user who exists only in this test. */
    public static RequestSpecification as(String subject, String role) {
        return given().auth().oauth2(TestTokens.of(subject, role));
    }

    public static String orderOf(Object customerId, String price) {
        return orderOf(customerId, price, "EUR");
    }

    public static String orderOf(Object customerId, String price, String currency) {
        return """
                {"customerId": "%s", "lines": [
                  {"sku": "tea", "quantity": 2, "unitPrice": {"amount": "%s", "currency": "%s"}}]}""".formatted(customerId, price, currency);
    }

    public static ValidatableResponse place(String body) {
        return as(CLERK)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/orders")
                .then();
    }

    public static UUID placed(UUID customerId) {
        return UUID.fromString(
                place(orderOf(customerId, "1.50")).statusCode(201).extract().path("id"));
    }

    /** Body of a revision to one line with quantity two. */
    public static String linesOf(String price, String currency) {
        return """
                {"lines": [{"sku": "tea", "quantity": 2, "unitPrice": {"amount": "%s", "currency": "%s"}}]}""".formatted(price, currency);
    }

    public static ValidatableResponse revise(UUID order, String body) {
        return as(CLERK)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/orders/" + order + "/revise")
                .then();
    }

    public static ValidatableResponse cancel(UUID order) {
        return as(CLERK).post("/orders/" + order + "/cancel").then();
    }

    /** The deciding event of customer-service for this order. */
    public static String decisionOn(UUID order) {
        return "{\"orderId\": \"" + order + "\", \"addedLater\": true}";
    }

    /** Sends the event that credit is reserved and waits for the order to be approved. */
    public static void approve(KafkaProbe kafka, UUID customer, UUID order) {
        kafka.send("customer.events", customer, "customer.credit-reserved.v1", decisionOn(order));
        awaitState(order, "APPROVED");
    }

    public static void awaitState(UUID order, String state) {
        await().untilAsserted(() -> assertThat(stateOf(order)).isEqualTo(state));
    }

    public static String stateOf(UUID order) {
        return as(CLERK)
                .get("/orders/" + order)
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }
}
