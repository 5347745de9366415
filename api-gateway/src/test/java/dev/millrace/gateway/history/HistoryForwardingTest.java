package dev.millrace.gateway.history;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.ServicesDouble;
import io.quarkus.test.common.WithTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.millrace.devstack.identity.DemoUser.ALICE;
import static dev.millrace.gateway.Callers.as;
import static org.hamcrest.Matchers.equalTo;

@GatewayTest
@WithTestResource(ServicesDouble.class)
class HistoryForwardingTest {
    WireMockServer services;

    @BeforeEach
    void forget() {
        services.resetAll();
    }

    @Test
    void shouldPassTheTimelineAndItsLagOnWhenAsked() {
        services.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withHeader("X-View-Lag-Ms", "12")
                        .withBody("{\"steps\":[]}")));
        as(ALICE)
                .get("/api/orders/7/history?min-version=2")
                .then()
                .statusCode(200)
                .header("X-View-Lag-Ms", equalTo("12"))
                .body(equalTo("{\"steps\":[]}"));
        services.verify(getRequestedFor(urlEqualTo("/orders/7/history?min-version=2"))
                .withHeader("Authorization", matching("Bearer .+")));
    }

    @Test
    void shouldPassEachParameterOfTheSearchOn() {
        services.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
        String query = "/order-history?customerId=1&state=PENDING&from=2026-01-01T00%3A00%3A00Z"
                + "&to=2026-02-01T00%3A00%3A00Z&q=tea%20%26%20milk&limit=2&after=3";
        as(ALICE).urlEncodingEnabled(false).get("/api" + query).then().statusCode(200);
        services.verify(getRequestedFor(urlEqualTo(query.replace("%20", "+"))));
    }

    @Test
    void shouldPassTheRefusalOnWhenTheViewIsBehind() {
        services.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(503)
                        .withHeader("Retry-After", "1")
                        .withHeader("Content-Type", "application/problem+json")));
        as(ALICE)
                .get("/api/orders/7/history?min-version=9")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("1"))
                .contentType("application/problem+json");
        services.verify(1, getRequestedFor(urlEqualTo("/orders/7/history?min-version=9")));
    }
}
