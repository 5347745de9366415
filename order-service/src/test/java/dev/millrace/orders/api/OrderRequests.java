package dev.millrace.orders.api;

import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.devstack.identity.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static io.restassured.RestAssured.given;

/** Builds the calls that tests make. */
public final class OrderRequests {
    private OrderRequests() {}

    /** A call by the user. */
    public static RequestSpecification as(DemoUser user) {
        return given().auth().oauth2(TestTokens.of(user));
    }

    /** A call by somebody whom only this test knows. */
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

    public static String stateOf(UUID order) {
        return as(CLERK)
                .get("/orders/" + order)
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }
}
