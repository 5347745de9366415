package dev.millrace.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.devstack.Database;
import dev.millrace.testsupport.probe.OutboxProbe;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged functions, started as in Lambda's managed Java runtime, on a runtime API of the test. */
class FunctionsIT {
    private static final String ORDER = """
            {"customerId": "%s",
             "lines": [{"sku": "tea", "quantity": 1, "unitPrice": {"amount": "40.00", "currency": "EUR"}}]}""";
    private static final String CUSTOMER = """
            {"name": "Alice", "email": "alice@example.org", "creditLimit": {"amount": "%s", "currency": "EUR"}}""";
    private static final String RESERVED = "customer.credit-reserved.v1";

    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    private static Functions functions;
    private static UUID customer;

    @BeforeAll
    static void start() throws IOException {
        functions = new Functions();
        customer = functions.created(functions.customers, "/customers", CUSTOMER.formatted("1000.00"));
    }

    @AfterAll
    static void stop() {
        functions.close();
    }

    @Test
    void shouldDecideAnOrderWhenTheRecordsOfBothTopicsComeFromEventSourceMappings() throws IOException {
        UUID order = ordered(customer);
        Map<String, Object> created = records("order.events", rows(Database.ORDERS, order, "order.created"));
        assertThat(Functions.failed(functions.customerEvents.invoke(created))).isEmpty();
        assertThat(Functions.failed(functions.customerEvents.invoke(created))).isEmpty();
        List<OutboxProbe.Row> decisions = decisions(order);
        assertThat(decisions).extracting(OutboxProbe.Row::type).containsExactly(RESERVED);
        assertThat(functions.state(order)).isEqualTo("PENDING");
        functions.orderEvents.invoke(records("customer.events", decisions));
        assertThat(functions.state(order)).isEqualTo("APPROVED");
    }

    @Test
    void shouldTakeAnEventOnceWhenItIsPushedToTheFunctionOfTheResources() throws IOException {
        UUID order = ordered(customer);
        OutboxProbe.Row created =
                rows(Database.ORDERS, order, "order.created.v1").getFirst();
        Map<String, String> headers = Map.of(
                "ce-specversion", "1.0",
                "ce-id", created.id().toString(),
                "ce-type", created.type(),
                "ce-source", "/test",
                "content-type", "application/json");
        for (int delivery = 1; delivery <= 2; delivery++) {
            JsonNode answer = functions.customers.invoke(Events.request("POST", "/events", headers, created.payload()));
            assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(204);
        }
        assertThat(decisions(order)).hasSize(1);
    }

    @Test
    void shouldAskForATokenWhenARequestHasNone() throws IOException {
        JsonNode answer = functions.orders.invoke(Events.request("GET", "/orders", Map.of(), ""));
        assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(401);
    }

    /** Without a token: a resource asks for one, and what is no resource is not found. */
    @Test
    void shouldServeEachPathWhenTheTemplateRoutesIt() throws IOException {
        Template template = new Template();
        for (String name : List.of("order", "customer")) {
            Function function = name.equals("order") ? functions.orders : functions.customers;
            JsonNode routes = template.properties("AWS::Serverless::Function", name + "-http/target/function.zip")
                    .path("Events");
            for (JsonNode route : routes) {
                String path = route.at("/Properties/Path").asText();
                String called = path.replace("{id}", UUID.randomUUID().toString());
                JsonNode answer = function.invoke(Events.request("POST", called, JSON, "{}"));
                assertThat(answer.path("statusCode").asInt()).as(path).isNotEqualTo(404);
            }
            assertThat(function.invoke(Events.request("POST", "/unknown", JSON, "{}"))
                            .path("statusCode")
                            .asInt())
                    .isEqualTo(404);
        }
    }

    @Test
    void shouldReportOnlyTheRecordsThatFailedWhenOthersTookEffect() throws IOException {
        UUID order = ordered(customer);
        JsonNode answer = functions.orderEvents.invoke(Events.records(
                "customer.events",
                List.of(
                        Events.record(UUID.randomUUID(), RESERVED, "{\"orderId\":"),
                        Events.record(UUID.randomUUID(), "customer.created.v1", "{}"),
                        reserved(order),
                        Events.record(UUID.randomUUID(), "customer.unheard-of.v1", "{}"))));
        assertThat(Functions.failed(answer)).containsExactlyInAnyOrder(0, 3);
        assertThat(answer.at("/batchItemFailures/0/itemIdentifier/partition").asText())
                .isEqualTo("customer.events-0");
        assertThat(functions.state(order)).isEqualTo("APPROVED");
    }

    @Test
    void shouldReportAllThatIsLeftOfThePartitionWhenTheDatabaseIsAway() throws IOException {
        List<Map<String, Object>> decisions = List.of(reserved(ordered(customer)), reserved(ordered(customer)));
        Map<String, Object> batch = Events.records("customer.events", decisions);
        functions.orderEvents.invoke(Map.of("records", Map.of()));
        functions.stack().postgres().stop();
        assertThat(Functions.failed(functions.orderEvents.invoke(batch))).containsExactly(0, 1);
        functions.stack().postgres().start();
        assertThat(Functions.failed(functions.orderEvents.invoke(batch))).isEmpty();
    }

    @Test
    void shouldSendACommandAgainWhenTheScheduleInvokesTheJobs() throws IOException {
        UUID order = ordered(customer);
        functions.orderEvents.invoke(Events.records("customer.events", List.of(reserved(order))));
        assertThat(functions
                        .call(functions.orders, "POST", "/orders/" + order + "/cancel", "")
                        .path("statusCode")
                        .asInt())
                .isEqualTo(202);
        assertThat(commands()).isEqualTo(1);
        functions.orderJobs.invoke(Map.of("source", "aws.events", "detail-type", "Scheduled Event"));
        assertThat(commands()).isEqualTo(2);
    }

    private static UUID ordered(UUID customer) throws IOException {
        return functions.created(functions.orders, "/orders", ORDER.formatted(customer));
    }

    private static Map<String, Object> reserved(UUID order) {
        return Events.record(UUID.randomUUID(), RESERVED, "{\"orderId\": \"%s\"}".formatted(order));
    }

    private static Map<String, Object> records(String topic, List<OutboxProbe.Row> rows) {
        return Events.records(topic, rows.stream().map(Events::record).toList());
    }

    private static List<OutboxProbe.Row> rows(Database database, UUID aggregate, String type) {
        return functions.outbox(database).rows(aggregate).stream()
                .filter(row -> row.type().startsWith(type))
                .toList();
    }

    private static List<OutboxProbe.Row> decisions(UUID order) {
        return rows(Database.CUSTOMERS, customer, "customer.credit").stream()
                .filter(row -> row.payload().contains(order.toString()))
                .toList();
    }

    private static int commands() {
        return Collections.frequency(
                functions.outbox(Database.ORDERS).rows().stream()
                        .map(OutboxProbe.Row::type)
                        .toList(),
                "customer.release-credit.v1");
    }
}
