package dev.millrace.gateway.forwarding;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.MutableTicker;
import dev.millrace.gateway.ServicesDouble;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.notNullValue;

/** The circuits' own delay is short here, so that only the gate's clock, which the test moves, refuses. */
@GatewayTest
@WithTestResource(value = ServicesDouble.class, initArgs = @ResourceArg(name = "CircuitBreaker/delay", value = "1"))
class CircuitGateTest {
    private static final int THRESHOLD = 20;

    WireMockServer services;

    @Inject
    CircuitBreakerMaintenance circuits;

    @Inject
    MutableTicker ticker;

    @BeforeEach
    void open() {
        services.resetAll();
        circuits.resetAll();
        ticker.stop();
        services.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));
        for (int i = 0; i < THRESHOLD; i++) {
            place(as(CLERK)).statusCode(500);
        }
        await().until(() -> circuits.currentState(Circuits.PLACE) == CircuitBreakerState.HALF_OPEN);
        services.resetAll();
        services.stubFor(any(anyUrl()).willReturn(ok("{}")));
    }

    @Test
    void shouldRefuseAWriteBeforeItsTokenIsCheckedWhileTheCircuitIsOpen() {
        place(given())
                .statusCode(503)
                .header("Retry-After", "1")
                .contentType("application/problem+json")
                .body("requestId", notNullValue());
    }

    @Test
    void shouldLetAProbeThroughAfterTheDelayAndThenAllRequests() {
        ticker.pass(Duration.ofMillis(999));
        place(as(CLERK)).statusCode(503);
        ticker.pass(Duration.ofMillis(1));
        place(given()).statusCode(401);
        place(as(CLERK)).statusCode(503);
        ticker.pass(Duration.ofMillis(50));
        place(as(CLERK)).statusCode(200);
        place(as(CLERK)).statusCode(200);
        place(given()).statusCode(401);
    }

    @Test
    void shouldRefuseAgainWhenTheProbeFails() {
        services.resetAll();
        services.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));
        ticker.pass(Duration.ofSeconds(1));
        place(as(CLERK)).statusCode(500);
        place(given()).statusCode(503);
    }

    @Test
    void shouldLetRequestsOfOtherCircuitsThrough() {
        place(as(CLERK).header("Idempotency-Key", "k-1")).statusCode(200);
        as(CLERK).get("/api/orders").then().statusCode(200);
        as(CLERK)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/customers")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse place(RequestSpecification caller) {
        return caller.contentType(ContentType.JSON)
                .body("{}")
                .post("/api/orders")
                .then();
    }
}
