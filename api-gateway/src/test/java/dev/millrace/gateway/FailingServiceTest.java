package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.millrace.testsupport.checks.Management;
import io.quarkus.test.common.WithTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

@GatewayTest
@WithTestResource(ServicesDouble.class)
class FailingServiceTest {
    WireMockServer services;

    @Inject
    CircuitBreakerMaintenance circuits;

    @BeforeEach
    void forget() {
        services.resetAll();
        circuits.resetAll();
    }

    @Test
    void shouldAnswer503WithRetryAfterWhenTheServiceBreaksTheConnection() {
        services.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        place().statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("status", equalTo(503))
                .body("requestId", notNullValue());
        services.verify(1, postRequestedFor(urlPathEqualTo("/orders")));
    }

    @Test
    void shouldAnswer504WhenTheServiceHangs() {
        services.stubFor(any(anyUrl()).willReturn(ok().withFixedDelay(6_000)));
        as(CLERK).get("/api/orders/1").then().statusCode(504).contentType("application/problem+json");
    }

    @Test
    void shouldReadAgainWhenTheServiceFlaps() {
        flapOnce();
        as(CLERK).get("/api/customers/1").then().statusCode(200);
        services.verify(
                2, getRequestedFor(urlPathEqualTo("/customers/1")).withHeader("Authorization", matching("Bearer .+")));
    }

    @Test
    void shouldStopCallingAFailingServiceAndComeBackWhenItIsWellAgain() {
        services.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        for (int i = 0; i < 20; i++) {
            place().statusCode(503);
        }
        int calls = services.getAllServeEvents().size();
        place().statusCode(503)
                .body(
                        "detail",
                        equalTo(
                                "The service behind this resource has been failing and is not called for a moment. Repeat the call later."));
        assertThat(services.getAllServeEvents()).hasSize(calls);

        services.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(201)));
        await().untilAsserted(() -> place().statusCode(201));
    }

    @Test
    void shouldKeepItsPartsApartWhenOneServiceFails() {
        services.stubFor(any(anyUrl()).willReturn(ok("{}")));
        services.stubFor(
                any(urlPathEqualTo("/orders")).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        place().statusCode(503);
        as(CLERK).get("/api/customers/1").then().statusCode(200);
    }

    @Test
    void shouldPlaceAgainUnderTheSameKeyWhenTheConnectionIsLost() {
        flapOnce();
        as(CLERK)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "k-1")
                .body("{}")
                .post("/api/orders")
                .then()
                .statusCode(200);
        as(CLERK)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "k-1")
                .body("{}")
                .post("/api/customers")
                .then()
                .statusCode(200);
        services.verify(
                2,
                postRequestedFor(urlPathEqualTo("/orders"))
                        .withHeader("Idempotency-Key", WireMock.equalTo("k-1"))
                        .withRequestBody(WireMock.equalTo("{}")));
    }

    @Test
    void shouldNeverPlaceTwiceWithoutAKey() {
        flapOnce();
        place().statusCode(503);
        services.verify(1, postRequestedFor(urlPathEqualTo("/orders")));
    }

    @Test
    void shouldPassAFailureOnAndOpenTheCircuitWhenTheServiceAnswersWithIt() {
        services.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(500)
                        .withHeader("Content-Type", "application/problem+json")
                        .withBody("{\"status\": 500, \"requestId\": \"theirs\"}")));
        for (int i = 0; i < 20; i++) {
            as(CLERK).get("/api/orders/1").then().statusCode(500).body("requestId", equalTo("theirs"));
        }
        as(CLERK).get("/api/orders/1").then().statusCode(503).header("Retry-After", notNullValue());
    }

    @Test
    void shouldKeepTheCircuitClosedWhenTheServiceRefuses() {
        services.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404)));
        for (int i = 0; i < 25; i++) {
            as(CLERK).get("/api/orders/1").then().statusCode(404);
        }
        services.verify(25, getRequestedFor(urlPathEqualTo("/orders/1")));
    }

    @Test
    void shouldAnswer503WhenTheServiceAnswersGarbage() {
        services.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
        as(CLERK).get("/api/orders/1").then().statusCode(503).contentType("application/problem+json");
    }

    @Test
    void shouldShowWhatItGuardsAgainstAsMetrics() {
        services.stubFor(any(anyUrl()).willReturn(ok("{}")));
        as(CLERK).get("/api/orders/1").then().statusCode(200);
        Management.get("/q/metrics")
                .then()
                .body(containsString("ft_circuitbreaker_state_current"))
                .body(containsString("ft_bulkhead_executionsRunning"))
                .body(containsString("ft_timeout_calls_total"))
                .body(containsString("ft_retry_calls_total"));
    }

    @Test
    void shouldCountTheRefusalOfATokenThatItAccepted() {
        services.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401)));
        double before = Management.metric("gateway_tokens_refused_total");
        as(CLERK).get("/api/orders/1").then().statusCode(401);
        assertThat(Management.metric("gateway_tokens_refused_total")).isEqualTo(before + 1);
    }

    @Test
    void shouldStayReadyWhenAServiceIsAway() {
        services.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        for (int i = 0; i < 21; i++) {
            place().statusCode(503);
        }
        Management.get("/q/health/ready").then().statusCode(200);
    }

    private void flapOnce() {
        services.stubFor(any(anyUrl())
                .inScenario("flap")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE))
                .willSetStateTo("up"));
        services.stubFor(
                any(anyUrl()).inScenario("flap").whenScenarioStateIs("up").willReturn(ok("{}")));
    }

    private static ValidatableResponse place() {
        return as(CLERK)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/orders")
                .then();
    }
}
