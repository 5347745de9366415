package dev.millrace.testsupport.checks;

import dev.millrace.testsupport.identity.BadToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

/**
 * Checks a service's responses to missing and invalid tokens. A {@code @QuarkusTest} of the service extends this
 * class.
 */
public abstract class RefusedTokens {
    private final String resource;

    /** @param resource path of a resource whose GET requires a token */
    protected RefusedTokens(String resource) {
        this.resource = resource;
    }

    @ParameterizedTest
    @EnumSource(BadToken.class)
    void shouldAnswer401WhenTheTokenIsBad(BadToken bad) {
        given().auth()
                .oauth2(bad.token())
                .get(resource)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .body("status", equalTo(401))
                .body("requestId", notNullValue());
    }

    @Test
    void shouldAnswer401WhenThereIsNoToken() {
        given().get(resource)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("status", equalTo(401));
    }

    @Test
    void shouldTellItsHealthWithoutAToken() {
        Management.get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("issuer"));
    }

    @Test
    void shouldKeepOperationsOffThePortOfItsClients() {
        given().get("/q/health").then().statusCode(404);
        given().get("/q/health/ready").then().statusCode(404);
        given().get("/q/metrics").then().statusCode(404);
        Management.get("/q/metrics").then().statusCode(200).body(containsString("http_server_requests"));
    }
}
