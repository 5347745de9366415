package dev.millrace.gateway.operations;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.ServicesDouble;
import io.quarkus.test.common.WithTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.millrace.devstack.identity.DemoUser.ADMIN;
import static dev.millrace.gateway.Callers.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** The double answers for order-service and customer-service; the relay's management port is closed. */
@GatewayTest
@WithTestResource(ServicesDouble.class)
class OperationsResourceTest {
    private static final String OPERATIONS = "/console/operations";
    private static final String LETTER = OPERATIONS + "/dead-letters/order-service/0-7";

    private static final String ERROR = OPERATIONS + "/errors/order-service/00ff/resolve";

    WireMockServer services;

    @BeforeEach
    void noAnswersYet() {
        services.resetAll();
    }

    @Test
    void shouldReportHealthAndMetricsOfEachInstanceAndWhichDoNotAnswer() {
        services.stubFor(get("/q/health").willReturn(okJson("{\"status\":\"UP\",\"checks\":[]}")));
        services.stubFor(get("/q/health")
                .withHost(equalTo(ServicesDouble.HOST_OF_CUSTOMER_SERVICE))
                .willReturn(okJson("""
                        {"status": "DOWN", "checks": [
                          {"name": "sources", "status": "DOWN", "data": {"orders": "lost: restored"}}]}""").withStatus(503)));
        services.stubFor(get("/q/metrics").willReturn(ok("""
                # HELP relay_lag_seconds how long
                relay_lag_seconds{source="orders",note="a \\"b\\""} 1.5
                jvm_threads 12.0
                relay_outbox_waiting_rows{source="orders"} NaN
                """)));
        as(ADMIN)
                .get(OPERATIONS + "/instances")
                .then()
                .statusCode(200)
                .body("service", contains("order-service", "customer-service", "outbox-relay"))
                .body("reason", contains(nullValue(), nullValue(), notNullValue()))
                .body("state", contains("UP", "DOWN", "UNREACHABLE"))
                .body("[1].checks[0].data.orders", is("lost: restored"))
                .body("[0].metrics.name", contains("relay_lag_seconds", "relay_outbox_waiting_rows"))
                .body("[0].metrics[0].labels.note", is("a \"b\""))
                .body("[0].metrics[0].value", is(1.5f));
    }

    @Test
    void shouldComposeDeadLettersAndSayWhoseAreMissing() {
        services.stubFor(
                get("/q/dlq").willReturn(okJson("{\"items\":[{\"id\":\"0-7\",\"error\":\"no such order\"}]}")));
        services.stubFor(get("/q/dlq")
                .withHost(equalTo(ServicesDouble.HOST_OF_CUSTOMER_SERVICE))
                .willReturn(aResponse().withStatus(503)));
        as(ADMIN)
                .get(OPERATIONS + "/dead-letters")
                .then()
                .statusCode(200)
                .body("items.id", contains("0-7"))
                .body("items.service", contains("order-service"))
                .body("sources", contains("order-service"))
                .body("missing.service", contains("customer-service", "outbox-relay"));
    }

    @Test
    void shouldTellWhenNoServiceRecordsErrors() {
        as(ADMIN)
                .get(OPERATIONS + "/errors")
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("sources", empty())
                .body("missing.service", contains("outbox-relay"));
    }

    @Test
    void shouldAddUpCostsByServiceRouteAndTenant() {
        services.stubFor(get("/q/metrics").willReturn(ok("""
                cost_requests_total{route="GET /orders/{id}",tenant="north"} 2.0
                cost_requests_total{route="POST /orders",tenant="north"} 4.0 # {span_id="1f",trace_id="2f"} 1.0 1795903606.443
                cost_cpu_seconds_total{route="POST /orders",tenant="north"} 0.5
                cost_connection_seconds_total{route="POST /orders",tenant="north"} 0.25
                cost_traffic_bytes_total{route="POST /orders",tenant="north"} 1200.0
                cost_money_total{currency="EUR",route="POST /orders",tenant="north"} 0.0625
                """)));
        services.stubFor(get("/q/metrics")
                .withHost(equalTo(ServicesDouble.HOST_OF_CUSTOMER_SERVICE))
                .willReturn(ok("# no request yet\n")));
        as(ADMIN)
                .get(OPERATIONS + "/costs")
                .then()
                .statusCode(200)
                .body("items.route", contains("POST /orders", "GET /orders/{id}"))
                .body("items.service", contains("order-service", "order-service"))
                .body("items.tenant", contains("north", "north"))
                .body("items.requests", contains(4f, 2f))
                .body("items[0].cpuSeconds", is(0.5f))
                .body("items[0].connectionSeconds", is(0.25f))
                .body("items[0].bytes", is(1200f))
                .body("items[0].cost", is(0.0625f))
                .body("items[0].currency", is("EUR"))
                .body("missing.service", contains("outbox-relay"));
    }

    @Test
    void shouldResolveAnErrorWithTheAdminsToken() {
        services.stubFor(post("/errors/00ff/resolve").willReturn(okJson("{\"state\":\"RESOLVED\"}")));
        as(ADMIN).post(ERROR).then().statusCode(200).body("state", is("RESOLVED"));
        services.verify(postRequestedFor(urlEqualTo("/errors/00ff/resolve"))
                .withHeader("Authorization", matching("Bearer .+")));
        services.resetAll();
        as(ADMIN).post(ERROR).then().statusCode(404);
    }

    @Test
    void shouldLetTheServiceReplayAndDiscardWithTheAdminsToken() {
        services.stubFor(post("/q/dlq/0-7/replay").willReturn(okJson("{\"state\":\"REPLAYED\"}")));
        as(ADMIN).post(LETTER + "/replay").then().statusCode(200).body("state", is("REPLAYED"));
        services.verify(
                postRequestedFor(urlEqualTo("/q/dlq/0-7/replay")).withHeader("Authorization", matching("Bearer .+")));

        services.stubFor(delete("/q/dlq/0-7")
                .willReturn(okJson("{\"detail\":\"It is newer.\"}")
                        .withStatus(409)
                        .withHeader("Content-Type", "application/problem+json")));
        as(ADMIN).delete(LETTER).then().statusCode(409).body("detail", is("It is newer."));
    }

    @Test
    void shouldKnowOnlyConfiguredServicesAndTheFormOfAnId() {
        as(ADMIN)
                .post(OPERATIONS + "/dead-letters/other-service/0-7/replay")
                .then()
                .statusCode(404);
        as(ADMIN)
                .urlEncodingEnabled(false)
                .post(OPERATIONS + "/dead-letters/order-service/..%2fhealth/replay")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @EnumSource(
            value = DemoUser.class,
            names = {"ALICE", "CLERK"})
    void shouldRefuseEverybodyButAdmins(DemoUser user) {
        given().get(OPERATIONS + "/instances").then().statusCode(401);
        as(user).get(OPERATIONS + "/instances").then().statusCode(403);
        as(user).get(OPERATIONS + "/dead-letters").then().statusCode(403);
        as(user).post(LETTER + "/replay").then().statusCode(403);
        as(user).delete(LETTER).then().statusCode(403);
        as(user).get(OPERATIONS + "/errors").then().statusCode(403);
        as(user).post(ERROR).then().statusCode(403);
        as(user).get(OPERATIONS + "/costs").then().statusCode(403);
    }
}
