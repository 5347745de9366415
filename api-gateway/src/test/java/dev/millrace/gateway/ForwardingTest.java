package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.testsupport.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
@WithTestResource(ServicesDouble.class)
class ForwardingTest {
    private static final String PROBLEM = "{\"status\":422,\"violations\":[]}";

    WireMockServer services;

    @BeforeEach
    void forget() {
        services.resetAll();
    }

    @Test
    void shouldPassRequestAndAnswerOnUnchanged() {
        services.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(201)
                        .withHeader("Content-Type", "application/json")
                        .withHeader("Location", "http://evil.example/orders/1")
                        .withHeader("Server", "secret")
                        .withBody("{\"id\": \"1\"}")));
        String token = TestTokens.of(CLERK);
        Response answer = given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "k-1")
                .header("X-Request-Id", "r-1")
                .header("X-Internal", "no")
                .header("X-Forwarded-Host", "evil.example")
                .body("{\"any\":  1}")
                .post("/api/orders");
        answer.then()
                .statusCode(201)
                .header("Location", "/api/orders/1")
                .header("X-Request-Id", "r-1")
                .header("Server", Matchers.nullValue());
        assertThat(answer.asString()).isEqualTo("{\"id\": \"1\"}");
        services.verify(postRequestedFor(urlEqualTo("/orders"))
                .withRequestBody(equalTo("{\"any\":  1}"))
                .withHeader("Idempotency-Key", equalTo("k-1"))
                .withHeader("Authorization", equalTo("Bearer " + token))
                .withHeader("X-Request-Id", equalTo("r-1"))
                .withoutHeader("X-Forwarded-Host")
                .withHeader("traceparent", matching("00-.*"))
                .withoutHeader("X-Internal"));
    }

    @Test
    void shouldAskForTheAccountAsItWasAndForItsEvents() {
        services.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        as(CLERK).get("/api/customers/c-1?at=2026-01-01T00:00:00Z").then().statusCode(200);
        as(CLERK).get("/api/customers/c-1/credit/events?limit=5&after=7").then().statusCode(200);
        services.verify(getRequestedFor(urlPathEqualTo("/customers/c-1"))
                .withQueryParam("at", equalTo("2026-01-01T00:00:00Z")));
        services.verify(getRequestedFor(urlEqualTo("/customers/c-1/credit/events?limit=5&after=7")));
    }

    @Test
    void shouldPassARefusalOnAsItIs() {
        services.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(422)
                        .withHeader("Content-Type", "application/problem+json")
                        .withBody(PROBLEM)));
        Response answer = as(CLERK).contentType(ContentType.JSON).body("{}").post("/api/customers");
        answer.then().statusCode(422).contentType("application/problem+json");
        assertThat(answer.asString()).isEqualTo(PROBLEM);
    }

    @Test
    void shouldReachEachResourceOfTheServices() {
        services.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
        as(CLERK).get("/api/customers/7").then().statusCode(200);
        as(CLERK).get("/api/customers?limit=3&after=9").then().statusCode(200);
        as(CLERK).get("/api/orders/7").then().statusCode(200);
        as(CLERK)
                .get("/api/orders?customerId=1&state=PENDING&limit=2&after=3")
                .then()
                .statusCode(200);
        as(CLERK).post("/api/orders/7/cancel").then().statusCode(200);
        as(CLERK)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/orders/7/revise")
                .then()
                .statusCode(200);
        as(CLERK).get("/api/orders/7/sagas").then().statusCode(200);
        services.verify(getRequestedFor(urlEqualTo("/customers/7")));
        services.verify(getRequestedFor(urlEqualTo("/customers?limit=3&after=9")));
        services.verify(getRequestedFor(urlEqualTo("/orders/7")));
        services.verify(getRequestedFor(urlEqualTo("/orders?customerId=1&state=PENDING&limit=2&after=3")));
        services.verify(postRequestedFor(urlEqualTo("/orders/7/cancel")));
        services.verify(postRequestedFor(urlEqualTo("/orders/7/revise")).withRequestBody(equalTo("{}")));
        services.verify(getRequestedFor(urlEqualTo("/orders/7/sagas")));
    }

    @Test
    void shouldKeepAnIdInItsPlaceWhenItTriesToLeaveThePath() {
        services.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404)));
        as(CLERK)
                .urlEncodingEnabled(false)
                .get("/api/orders/..%2F..%2Fq%2Fhealth")
                .then()
                .statusCode(Matchers.is(Matchers.oneOf(400, 404)));
        services.verify(0, getRequestedFor(urlPathEqualTo("/q/health")));
    }

    @Test
    void shouldAnswerForItselfWhenTheRequestIsNoneOfTheServices() {
        as(CLERK).get("/api/secrets").then().statusCode(404).contentType("application/problem+json");
        as(CLERK).delete("/api/orders").then().statusCode(405).contentType("application/problem+json");
        as(CLERK)
                .contentType(ContentType.TEXT)
                .body("x")
                .post("/api/orders")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        as(CLERK)
                .contentType(ContentType.JSON)
                .body("x".repeat(1024 * 1024 + 1))
                .post("/api/orders")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
        services.verify(0, postRequestedFor(urlEqualTo("/orders")));
    }
}
