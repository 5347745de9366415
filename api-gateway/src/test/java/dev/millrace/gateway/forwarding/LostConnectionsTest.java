package dev.millrace.gateway.forwarding;

import dev.millrace.gateway.GatewayTest;
import dev.millrace.testsupport.probe.FaultyServer;
import dev.millrace.testsupport.probe.FaultyServer.Fault;
import io.quarkus.test.common.WithTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.notNullValue;

/** Services that close a connection without a response, on a new or a kept-alive connection. */
@GatewayTest
@WithTestResource(FaultyServices.class)
class LostConnectionsTest {
    private static final int ALWAYS = Integer.MAX_VALUE;

    FaultyServer services;

    @Inject
    CircuitBreakerMaintenance circuits;

    @ConfigProperty(name = "quarkus.rest-client.connection-ttl")
    long idleMillis;

    /** The gateway shares the default of the services. */
    @ConfigProperty(name = "quarkus.http.idle-timeout")
    Duration idleTimeoutOfServices;

    @BeforeEach
    void keepAConnectionAlive() {
        circuits.resetAll();
        services.fail(Fault.RESET, 0);
        as(CLERK).get("/api/orders/1").then().statusCode(200);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadAgainWhenTheConnectionIsLost(Fault fault) {
        for (String resource : new String[] {
            "/api/orders/1", "/api/orders", "/api/customers/1", "/api/customers", "/api/orders/1/history"
        }) {
            services.fail(fault, 1);
            as(CLERK).get(resource).then().statusCode(200);
            assertThat(services.requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteAgainUnderTheSameKeyWhenTheConnectionIsLost(Fault fault) {
        for (String resource : new String[] {"/api/orders", "/api/customers"}) {
            services.fail(fault, 1);
            json().header("Idempotency-Key", "k-1").post(resource).then().statusCode(200);
            assertThat(services.requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswer503WithoutWritingAgainWhenTheCallHasNoKey(Fault fault) {
        for (String resource : new String[] {"/api/orders", "/api/customers", "/api/orders/1/cancel"}) {
            services.fail(fault, 1);
            assertUnavailable(json().post(resource));
            assertThat(services.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswer503WhenEveryConnectionIsLost(Fault fault) {
        services.fail(fault, ALWAYS);
        assertUnavailable(as(CLERK).get("/api/orders/1"));
        assertThat(services.requests()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CLOSED_AFTER_HEADERS", "CLOSED_HALF_WAY_THROUGH_THE_BODY"})
    void shouldBeginAStreamAgainWhenTheConnectionIsLost(Fault fault) {
        services.fail(fault, 1);
        as(CLERK).get("/api/orders/1/events").then().statusCode(200);
        services.fail(fault, ALWAYS);
        assertUnavailable(as(CLERK).get("/api/orders/1/events"));
    }

    /** Otherwise a write without a key fails when it meets a connection that the service is closing. */
    @Test
    void shouldCloseAnIdleConnectionBeforeTheServiceDoes() {
        assertThat(Duration.ofMillis(idleMillis)).isPositive().isLessThan(idleTimeoutOfServices);
    }

    private static RequestSpecification json() {
        return as(CLERK).contentType(ContentType.JSON).body("{}");
    }

    private static void assertUnavailable(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("requestId", notNullValue());
    }
}
