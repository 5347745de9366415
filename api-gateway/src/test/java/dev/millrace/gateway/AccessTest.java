package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.testsupport.checks.RefusedTokens;
import dev.millrace.testsupport.identity.BadToken;
import io.quarkus.test.common.WithTestResource;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.millrace.gateway.Callers.as;
import static io.restassured.RestAssured.given;

@GatewayTest
@WithTestResource(ServicesDouble.class)
class AccessTest extends RefusedTokens {
    WireMockServer services;

    AccessTest() {
        super("/api/orders");
    }

    @BeforeEach
    void reset() {
        services.resetAll();
        services.stubFor(any(anyUrl()).willReturn(ok()));
    }

    @ParameterizedTest
    @EnumSource(BadToken.class)
    void shouldCallNoServiceWhenTheTokenIsBad(BadToken bad) {
        given().auth().oauth2(bad.token()).get("/api/orders").then().statusCode(401);
        services.verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/orders",
        "POST,/api/orders",
        "GET,/api/customers/1",
        "POST,/api/orders/1/cancel",
        "POST,/api/orders/1/revise",
        "GET,/api/orders/1/sagas",
        "GET,/api/orders/1/history",
        "GET,/api/order-history"
    })
    void shouldCallNoServiceWhenThereIsNoToken(String method, String path) {
        given().contentType(ContentType.JSON)
                .body("{}")
                .request(method, path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer");
        services.verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @CsvSource({
        "ALICE,GET,/api/orders,200",
        "ALICE,POST,/api/orders,200",
        "ALICE,POST,/api/customers,200",
        "ALICE,POST,/api/orders/1/cancel,200",
        "ALICE,POST,/api/orders/1/revise,200",
        "ALICE,GET,/api/orders/1/sagas,403",
        "ALICE,GET,/api/orders/1/history,200",
        "ALICE,GET,/api/order-history,200",
        "CLERK,GET,/api/customers,200",
        "CLERK,GET,/api/order-history,200",
        "CLERK,POST,/api/orders,200",
        "CLERK,POST,/api/customers,200",
        "CLERK,POST,/api/orders/1/cancel,200",
        "CLERK,POST,/api/orders/1/revise,200",
        "CLERK,GET,/api/orders/1/sagas,200",
        "ADMIN,GET,/api/orders/1,200",
        "ADMIN,GET,/api/customers,200",
        "ADMIN,GET,/api/orders/1/history,200",
        "ADMIN,GET,/api/order-history,200",
        "ADMIN,POST,/api/orders,403",
        "ADMIN,POST,/api/customers,403",
        "ADMIN,GET,/api/orders/1/sagas,200",
        "ADMIN,POST,/api/orders/1/cancel,403",
        "ADMIN,POST,/api/orders/1/revise,403"
    })
    void shouldLetARoleDoWhatItMay(DemoUser user, String method, String path, int status) {
        as(user).contentType(ContentType.JSON)
                .body("{}")
                .request(method, path)
                .then()
                .statusCode(status);
        services.verify(status == 200 ? 1 : 0, anyRequestedFor(anyUrl()));
    }

    @Test
    void shouldPassTheChallengeOnWhenAServiceRefusesTheToken() {
        services.stubFor(
                any(anyUrl()).willReturn(aResponse().withStatus(401).withHeader("WWW-Authenticate", "Bearer")));
        as(DemoUser.ALICE).get("/api/orders").then().statusCode(401).header("WWW-Authenticate", "Bearer");
    }
}
