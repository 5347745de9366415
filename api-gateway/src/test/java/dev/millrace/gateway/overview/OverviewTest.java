package dev.millrace.gateway.overview;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.Samples;
import dev.millrace.gateway.ServicesDouble;
import io.quarkus.test.common.WithTestResource;
import io.restassured.response.ValidatableResponse;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static io.restassured.config.HttpClientConfig.httpClientConfig;
import static io.restassured.config.RestAssuredConfig.config;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@GatewayTest
@WithTestResource(ServicesDouble.class)
class OverviewTest {
    /** Above the overview's deadline, below the 5 s time-out of a single call. */
    private static final int TIMEOUT_MILLIS = 3_000;

    WireMockServer services;

    @Inject
    CircuitBreakerMaintenance circuits;

    @BeforeEach
    void reset() {
        services.resetAll();
        circuits.resetAll();
        Samples.allServicesAnswer(services);
    }

    @Test
    void shouldComposeOneAnswerWhenAllAreWell() {
        overview()
                .statusCode(200)
                .body("customer.availableCredit.amount", equalTo("75.00"))
                .body("orders", hasSize(5))
                .body("history[0].state", equalTo("APPROVED"))
                .body("partial", equalTo(false))
                .body("missing", empty());
        services.verify(getRequestedFor(urlEqualTo("/orders?customerId=" + Samples.CUSTOMER_ID + "&limit=5")));
    }

    static Stream<ResponseDefinitionBuilder> waysToFail() {
        return Stream.of(
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withStatus(500),
                aResponse().withStatus(503),
                aResponse().withStatus(429),
                aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
                ok("<html>not at all</html>"),
                okJson("[]"),
                ok().withFixedDelay(4_000));
    }

    @ParameterizedTest
    @MethodSource("waysToFail")
    void shouldAnswerInTimeWithoutTheOrdersWhenTheirServiceFails(ResponseDefinitionBuilder failure) {
        services.stubFor(Samples.orders(failure));
        overview()
                .statusCode(200)
                .body("customer.name", equalTo("Ada"))
                .body("orders", nullValue())
                .body("history", hasSize(1))
                .body("partial", equalTo(true))
                .body("missing", contains("orders"));
    }

    @Test
    void shouldShowTheOrdersWhenTheCustomersAreAway() {
        services.stubFor(Samples.customer(ok().withFixedDelay(4_000)));
        services.stubFor(Samples.history(aResponse().withStatus(404)));
        overview().statusCode(200).body("orders", hasSize(5)).body("missing", contains("customer", "history"));
    }

    @Test
    void shouldAnswer503WhenNothingIsThere() {
        services.stubFor(Samples.customer(aResponse().withStatus(500)));
        services.stubFor(Samples.orders(aResponse().withStatus(500)));
        services.stubFor(Samples.history(aResponse().withStatus(500)));
        overview()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("requestId", notNullValue());
    }

    @Test
    void shouldAnswer404WhenThereIsNoSuchCustomer() {
        services.stubFor(Samples.customer(aResponse()
                .withStatus(404)
                .withHeader("Content-Type", "application/problem+json")
                .withBody("{\"status\": 404}")));
        overview().statusCode(404).contentType("application/problem+json").body("status", equalTo(404));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void shouldPassARefusalOnWhoeverRefuses(int status) {
        services.stubFor(Samples.orders(aResponse().withStatus(status)));
        overview().statusCode(status);
        services.stubFor(Samples.orders(okJson(Samples.orders(1))));
        services.stubFor(Samples.customer(aResponse().withStatus(status)));
        overview().statusCode(status);
    }

    private static ValidatableResponse overview() {
        return as(CLERK)
                .config(config().httpClient(httpClientConfig().setParam("http.socket.timeout", TIMEOUT_MILLIS)))
                .get("/api/customers/" + Samples.CUSTOMER_ID + "/overview")
                .then();
    }
}
