package dev.millrace.gateway;

import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.testsupport.identity.TestTokens;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** Requests with a user's token. */
public final class Callers {
    private Callers() {}

    public static RequestSpecification as(DemoUser user) {
        return given().auth().oauth2(TestTokens.of(user));
    }
}
