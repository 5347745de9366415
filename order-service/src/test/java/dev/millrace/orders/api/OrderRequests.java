package dev.millrace.orders.api;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;

import static io.restassured.RestAssured.given;

/** Builds the calls that tests make. */
public final class OrderRequests {
    private OrderRequests() {}

    public static String orderOf(Object customerId, String price) {
        return orderOf(customerId, price, "EUR");
    }

    public static String orderOf(Object customerId, String price, String currency) {
        return """
                {"customerId": "%s", "lines": [
                  {"sku": "tea", "quantity": 2, "unitPrice": {"amount": "%s", "currency": "%s"}}]}""".formatted(customerId, price, currency);
    }

    public static ValidatableResponse place(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/orders").then();
    }

    public static UUID placed(UUID customerId) {
        return UUID.fromString(
                place(orderOf(customerId, "1.50")).statusCode(201).extract().path("id"));
    }

    public static String stateOf(UUID order) {
        return given().get("/orders/" + order).then().statusCode(200).extract().path("state");
    }
}
