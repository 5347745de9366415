package dev.millrace.system;

import io.restassured.http.ContentType;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.system.Millrace.approved;
import static dev.millrace.system.Millrace.as;
import static dev.millrace.system.Millrace.awaitState;
import static dev.millrace.system.Millrace.customer;
import static dev.millrace.system.Millrace.traces;
import static dev.millrace.system.Millrace.url;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One trace from the request to what it caused last, through both databases' logs and Kafka. */
class TraceE2EIT {
    private static final String CALLER = "b7ad6b7169203331";

    private final String traceId =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())
                    + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1);

    @Test
    void shouldConnectAllThatAnOrderCauses() {
        UUID customer = customer("100.00");
        String order = """
                {"customerId": "%s", "lines": [
                  {"sku": "tea", "quantity": 1, "unitPrice": {"amount": "40.00", "currency": "EUR"}}]}""".formatted(customer);
        String id = as(CLERK)
                .header("traceparent", "00-%s-%s-01".formatted(traceId, CALLER))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(order)
                .post(url("/api/orders"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        awaitState(UUID.fromString(id), "APPROVED");
        awaitPath(
                "order-history-service CONSUMER process order.approved.v1",
                "outbox-relay PRODUCER send order.events",
                "order-service CONSUMER process customer.credit-reserved.v1",
                "outbox-relay PRODUCER send customer.events",
                "customer-service CONSUMER process order.created.v1",
                "outbox-relay PRODUCER send order.events",
                "order-service SERVER POST /orders",
                "api-gateway CLIENT POST",
                "api-gateway SERVER POST /api/orders");
        assertThat(traces().trace(traceId))
                .filteredOn(span -> span.kind().equals("PRODUCER"))
                .allSatisfy(span -> assertThat(span.attributes()).contains("outbox.publish.delay_ms"));
        assertNoOrphan();
    }

    @Test
    void shouldConnectTheStepsOfASaga() {
        UUID order = approved(customer("100.00"), "40.00");
        as(CLERK)
                .header("traceparent", "00-%s-%s-01".formatted(traceId, CALLER))
                .post(url("/api/orders/" + order + "/cancel"))
                .then()
                .statusCode(202);
        awaitState(order, "CANCELLED");
        awaitPath(
                "order-history-service CONSUMER process order.cancelled.v1",
                "outbox-relay PRODUCER send order.events",
                "order-service CONSUMER",
                "outbox-relay PRODUCER send order.replies",
                "customer-service CONSUMER",
                "outbox-relay PRODUCER send customer.commands",
                "order-service SERVER POST /orders/{id}/cancel",
                "api-gateway CLIENT POST",
                "api-gateway SERVER POST /api/orders/{id");
        assertNoOrphan();
    }

    @Test
    void shouldExportTheMetricsOfEachService() {
        approved(customer("100.00"), "40.00");
        as(CLERK).get(url("/api/order-history?limit=1")).then().statusCode(200);
        Map<String, String> expected = Map.of(
                "api-gateway", "http.server.requests",
                "order-service", "orders.outcomes",
                "customer-service", "messages.handled",
                "order-history-service", "cost.requests",
                "outbox-relay", "relay.events.published");
        expected.forEach((service, metric) -> await().atMost(Millrace.TIMEOUT)
                .untilAsserted(
                        () -> assertThat(traces().metrics(service)).as(service).contains(metric, "build.info")));
    }

    @Test
    void shouldExportTheLogsOfEachServiceWithTheirTrace() {
        given().header("traceparent", "00-%s-%s-01".formatted(traceId, CALLER))
                .auth()
                .oauth2(Millrace.token(CLERK) + "x")
                .get(url("/api/orders"))
                .then()
                .statusCode(401);
        await().atMost(Millrace.TIMEOUT)
                .untilAsserted(() -> assertThat(traces().logs("api-gateway")).anySatisfy(log -> {
                    assertThat(log.text()).startsWith("An access token was refused");
                    assertThat(log.traceId()).isEqualTo(traceId);
                    assertThat(log.attributes()).containsKey("requestId");
                }));
        for (String service :
                List.of("api-gateway", "order-service", "customer-service", "order-history-service", "outbox-relay")) {
            assertThat(traces().logs(service))
                    .as(service)
                    .anySatisfy(log -> assertThat(log.text()).contains("has started with configuration"));
        }
    }

    /** @param titles beginnings of the spans' titles, from the last one up to the root; spans of SQL may lie between */
    private void awaitPath(String... titles) {
        await().atMost(Millrace.TIMEOUT).untilAsserted(() -> {
            List<ExportedSpan> spans = traces().trace(traceId);
            assertThat(spans)
                    .as(() -> spans.stream().map(ExportedSpan::title).collect(Collectors.joining("\n")))
                    .anySatisfy(span -> assertThat(span.title()).startsWith(titles[0]));
            ExportedSpan last = spans.stream()
                    .filter(span -> span.title().startsWith(titles[0]))
                    .findFirst()
                    .orElseThrow();
            assertPath(last, titles);
        });
    }

    private void assertPath(ExportedSpan last, String... titles) {
        Map<String, ExportedSpan> byId = byId();
        ExportedSpan span = last;
        for (String title : titles) {
            while (span != null && !span.title().startsWith(title)) {
                span = byId.get(span.parentId());
            }
            assertThat(span).as("no ancestor of %s is %s", last, title).isNotNull();
            if (!title.equals(titles[titles.length - 1])) {
                span = byId.get(span.parentId());
            }
        }
        assertThat(span.parentId()).isEqualTo(CALLER);
    }

    private void assertNoOrphan() {
        await().atMost(Millrace.TIMEOUT).untilAsserted(() -> {
            Set<String> known = byId().keySet();
            assertThat(traces().trace(traceId))
                    .allSatisfy(span -> assertThat(span.parentId())
                            .as(span.title())
                            .satisfiesAnyOf(
                                    parent -> assertThat(parent).isEqualTo(CALLER),
                                    parent -> assertThat(known).contains(parent)));
        });
    }

    private Map<String, ExportedSpan> byId() {
        return traces().trace(traceId).stream()
                .collect(Collectors.toMap(ExportedSpan::id, Function.identity(), (first, again) -> first));
    }
}
