package dev.millrace.customers.api;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;

import static io.restassured.RestAssured.given;

/** Builds the calls that tests make. */
public final class CustomerRequests {
    private CustomerRequests() {}

    public static String customerWith(String credit) {
        return """
                {"name": "Alice", "email": "alice@example.com",
                 "creditLimit": {"amount": "%s", "currency": "EUR"}}""".formatted(credit);
    }

    public static ValidatableResponse register(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/customers")
                .then();
    }

    public static UUID registered(String credit) {
        return UUID.fromString(
                register(customerWith(credit)).statusCode(201).extract().path("id"));
    }

    public static String availableCreditOf(UUID customer) {
        return given().get("/customers/" + customer)
                .then()
                .statusCode(200)
                .extract()
                .path("availableCredit.amount");
    }
}
