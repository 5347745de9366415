package dev.millrace.history;

import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.testsupport.identity.TestTokens;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** Builds authenticated requests. */
public final class Callers {
    private Callers() {}

    public static RequestSpecification as(DemoUser user) {
        return given().auth().oauth2(TestTokens.of(user));
    }

    /** A request by a user who exists only in this test. */
    public static RequestSpecification as(String subject, String role) {
        return given().auth().oauth2(TestTokens.of(subject, role));
    }
}
