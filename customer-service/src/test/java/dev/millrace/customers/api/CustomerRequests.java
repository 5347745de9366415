package dev.millrace.customers.api;

import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.testsupport.identity.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static io.restassured.RestAssured.given;

/** Builds the requests of the tests. */
public final class CustomerRequests {
    private CustomerRequests() {}

    /** A request by the demo user. */
    public static RequestSpecification as(DemoUser user) {
        return given().auth().oauth2(TestTokens.of(user));
    }

    /** A request by a user who exists only in this test. */
    public static RequestSpecification as(String subject, String role) {
        return given().auth().oauth2(TestTokens.of(subject, role));
    }

    public static String customerWith(String credit) {
        return """
                {"name": "Alice", "email": "alice@example.com",
                 "creditLimit": {"amount": "%s", "currency": "EUR"}}""".formatted(credit);
    }

    public static ValidatableResponse register(String body) {
        return as(CLERK)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/customers")
                .then();
    }

    public static UUID registered(String credit) {
        return UUID.fromString(
                register(customerWith(credit)).statusCode(201).extract().path("id"));
    }

    public static String availableCreditOf(UUID customer) {
        return as(CLERK)
                .get("/customers/" + customer)
                .then()
                .statusCode(200)
                .extract()
                .path("availableCredit.amount");
    }
}
