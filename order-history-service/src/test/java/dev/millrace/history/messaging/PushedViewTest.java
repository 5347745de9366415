package dev.millrace.history.messaging;

import dev.millrace.history.OrderHistoryServiceTest;
import dev.millrace.testsupport.checks.Management;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.ADMIN;
import static dev.millrace.history.Callers.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** The view with events pushed over HTTP. */
@OrderHistoryServiceTest
@TestProfile(PushedViewTest.PushMode.class)
class PushedViewTest {
    public static class PushMode implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("messaging.mode", "push");
        }
    }

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final UUID order = UUID.randomUUID();
    private final UUID customer = UUID.randomUUID();

    @Test
    void shouldShowTheSameStoryWhenEventsArePushedTwiceAndOutOfOrder() {
        for (int i = 0; i < 2; i++) {
            push("order.approved.v1", "{\"orderId\": \"%s\", \"customerId\": \"%s\", \"version\": 1}");
            push("order.created.v1", """
                    {"orderId": "%s", "customerId": "%s", "version": 0, "createdAt": "2026-01-01T00:00:00Z",
                     "lines": [{"sku": "tea"}], "total": {"amount": "2.50", "currency": "EUR"}}""");
            push("customer.created.v1", "{\"orderId\": \"%s\", \"customerId\": \"%s\", \"name\": \"Ada\"}");
        }
        as(ADMIN)
                .get("/orders/" + order + "/history")
                .then()
                .statusCode(200)
                .body("state", equalTo("APPROVED"))
                .body("customerName", equalTo("Ada"))
                .body("steps.type", contains("order.created.v1", "order.approved.v1"))
                .body("steps[0].traceId", equalTo(TRACE));
    }

    @Test
    void shouldRefuseForEverWhatTheDatabaseCannotKeep() {
        String created = """
                {"orderId": "%%s", "customerId": "%%s", "version": 0, "createdAt": "%s", "owner": "%s",
                 "lines": [{"sku": "tea"}], "total": {"amount": "%s", "currency": "EUR"}}""";
        String time = "2026-01-01T00:00:00Z";
        post("order.created.v1", created.formatted("+999999999-12-31T23:59:59Z", "ada", "1"))
                .statusCode(422);
        post("order.created.v1", created.formatted(time, "ada", "1e300000000")).statusCode(422);
        post("order.created.v1", created.formatted(time, "a\\u0000", "1")).statusCode(422);
        post("order.created.v1", created.formatted(time, "x".repeat(10_000), "1"))
                .statusCode(422);
        post("order.created.v1", created.formatted(time, "\\ud800", "1")).statusCode(400);
        post("order.created.v1", created.formatted(time, "ada", "9".repeat(24) + ".99"))
                .statusCode(204);
        as(ADMIN)
                .get("/order-history?customerId=" + customer)
                .then()
                .body("items.total.amount", contains("9".repeat(24) + ".99"));
    }

    @Test
    void shouldNotClaimToKnowTheLag() {
        as(ADMIN).get("/order-history").then().statusCode(200).header("X-View-Lag-Ms", nullValue());
        Management.get("/q/metrics")
                .then()
                .statusCode(200)
                .body(not(containsString("history_view_lag")))
                .body(containsString("history_view_delay"));
    }

    @Test
    void shouldRefuseToRebuildWhatItHasNoLogFor() {
        as(ADMIN)
                .post("/admin/rebuild")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("MESSAGING_MODE=pull"));
        as(ADMIN).get("/admin/rebuild").then().statusCode(200).body("state", equalTo("LIVE"));
    }

    private ValidatableResponse push(String type, String json) {
        return post(type, json).statusCode(204);
    }

    private ValidatableResponse post(String type, String json) {
        return as("kafka-source", "event-source")
                .header("ce-specversion", "1.0")
                .header("ce-id", UUID.randomUUID())
                .header("ce-type", type)
                .header("ce-source", "/test")
                .header("ce-time", "2026-01-01T00:00:00Z")
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .contentType(ContentType.JSON)
                .body(json.formatted(order, customer))
                .post("/events")
                .then();
    }
}
