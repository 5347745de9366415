package dev.millrace.system;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.ProcessSpec;
import dev.millrace.devstack.run.TestSystem;
import dev.millrace.testsupport.probe.CommittedRecords;
import dev.millrace.testsupport.probe.KafkaProbe;
import dev.millrace.testsupport.probe.OutboxProbe;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The running system as a client sees it. All tests of a run share it; each uses its own customers. */
final class Millrace {
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final OtlpCollector TRACES = OtlpCollector.start();
    private static final TestSystem SYSTEM = TestSystem.start(TRACES.environment());
    private static final Map<String, String> FIRST_LOGS = Stream.of(
                    "order-service", "customer-service", "order-history-service")
            .collect(Collectors.toMap(
                    service -> service, service -> part(service).output()));
    private static final AccessTokens TOKENS = new AccessTokens(SYSTEM.issuer());

    private Millrace() {}

    /** Receives the spans of requests that carry a sampled trace context; others are not sampled. */
    static OtlpCollector traces() {
        return TRACES;
    }

    static ManagedProcess part(String name) {
        return SYSTEM.part(name);
    }

    /** The log of each service with a database, from the first start on empty databases until all are ready. */
    static Map<String, String> logsOfTheFirstStart() {
        return FIRST_LOGS;
    }

    /** See {@link TestSystem#oneOfTwo}. */
    static ManagedProcess oneOfTwo(String service, int number, Map<String, String> environment) {
        return SYSTEM.oneOfTwo(service, number, environment);
    }

    /** Restarts a process that a test has killed and waits until it is ready. */
    static void restart(String name) {
        if (!part(name).isRunning()) {
            part(name).start(TIMEOUT);
        }
    }

    /** An additional instance of a service; see {@link TestSystem#another}. */
    static ManagedProcess another(String service, int number, Map<String, String> environment) {
        return SYSTEM.another(service, number, environment);
    }

    static ManagedProcess beside(ProcessSpec program) {
        return SYSTEM.beside(program);
    }

    /** See {@link TestSystem#kafkaBehind}. */
    static ManagedProcess kafkaBehind(int advertised) {
        return SYSTEM.kafkaBehind(advertised);
    }

    static KafkaProbe kafka() {
        return new KafkaProbe(SYSTEM.bootstrapServers());
    }

    static CommittedRecords committed(Collection<String> topics) {
        return new CommittedRecords(SYSTEM.bootstrapServers(), topics);
    }

    static String jdbcUrl(Database database) {
        return SYSTEM.jdbcUrl(database);
    }

    /** The service's parked messages, as JSON. */
    static String deadLetters(String service) {
        return given().get(part(service).managementAddress() + "/q/dlq").asString();
    }

    static OutboxProbe outbox(Database database) {
        return new OutboxProbe(SYSTEM.jdbcUrl(database), database.owner());
    }

    /** A request by a clerk, who may act for any customer. */
    static Response get(String path) {
        return as(CLERK).get(SYSTEM.gateway() + path);
    }

    /** A request by a clerk. */
    static Response post(String path, String body) {
        return as(CLERK).contentType(ContentType.JSON).body(body).post(SYSTEM.gateway() + path);
    }

    /** A request by the user, to be sent to {@link #url}. */
    static RequestSpecification as(DemoUser user) {
        return given().auth().oauth2(token(user));
    }

    static String token(DemoUser user) {
        return TOKENS.of(user);
    }

    static String url(String path) {
        return SYSTEM.gateway() + path;
    }

    static UUID customer(String credit) {
        String body = """
                {"name": "Ada", "email": "ada@example.org", "creditLimit": {"amount": "%s", "currency": "EUR"}}""".formatted(credit);
        return idOf(post("/api/customers", body));
    }

    /** The customer record of a user, who is registered with a limit of 100 EUR unless they are already. */
    static UUID accountOf(DemoUser user) {
        String body = """
                {"name": "%s", "email": "user@example.org",
                 "creditLimit": {"amount": "100.00", "currency": "EUR"}}""".formatted(user.username());
        Response registered = as(user).contentType(ContentType.JSON).body(body).post(url("/api/customers"));
        return registered.statusCode() == 409
                ? UUID.fromString(as(user).get(url("/api/customers")).path("items[0].id"))
                : idOf(registered);
    }

    static Response place(UUID customer, String price) {
        return place(customer, price, UUID.randomUUID().toString());
    }

    /** Places an order with an idempotency key, so that the request can be repeated if there was no response. */
    static Response place(UUID customer, String price, String key) {
        return place(customer, "tea", price, key);
    }

    private static Response place(UUID customer, String article, String price, String key) {
        String body = """
                {"customerId": "%s", "lines": [
                  {"sku": "%s", "quantity": 1, "unitPrice": {"amount": "%s", "currency": "EUR"}}]}""".formatted(customer, article, price);
        return as(CLERK)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post(SYSTEM.gateway() + "/api/orders");
    }

    static UUID placed(UUID customer, String price) {
        return idOf(place(customer, price));
    }

    static Response cancel(UUID order) {
        return post("/api/orders/" + order + "/cancel", "");
    }

    /** Revises the order to one line with one article. */
    static Response revise(UUID order, String price) {
        String body = """
                {"lines": [{"sku": "tea", "quantity": 1, "unitPrice": {"amount": "%s", "currency": "EUR"}}]}""".formatted(price);
        return post("/api/orders/" + order + "/revise", body);
    }

    /** Places an order and waits until it is approved. */
    static UUID approved(UUID customer, String price) {
        UUID order = placed(customer, price);
        awaitState(order, "APPROVED");
        return order;
    }

    /** Places an order of the article for 1 EUR and waits until it is approved. */
    static UUID approvedWith(UUID customer, String article) {
        UUID order = idOf(place(customer, article, "1.00", UUID.randomUUID().toString()));
        awaitState(order, "APPROVED");
        return order;
    }

    static Response order(UUID id) {
        return get("/api/orders/" + id);
    }

    static void awaitState(UUID order, String state) {
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(order(order).<String>path("state")).isEqualTo(state));
    }

    static String availableCredit(UUID customer) {
        return get("/api/customers/" + customer).path("availableCredit.amount");
    }

    /** All orders of the customer, read page by page. */
    static List<OrderSummary> orders(UUID customer) {
        List<OrderSummary> all = new ArrayList<>();
        String after = "";
        while (after != null) {
            Response page = get("/api/orders?limit=100&customerId=" + customer + after);
            page.then().statusCode(200);
            all.addAll(page.jsonPath().getList("items", OrderSummary.class));
            String next = page.path("next");
            after = next == null ? null : "&after=" + next;
        }
        return all;
    }

    private static UUID idOf(Response answer) {
        return UUID.fromString(answer.then().statusCode(201).extract().path("id"));
    }
}
