package dev.millrace.system;

import dev.millrace.devstack.process.ManagedProcess;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.system.Millrace.customer;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.notNullValue;

/** More concurrent orders than the gateway is configured to accept. */
class OverloadE2EIT {
    private static final int ACCEPTED = 16;
    private static final int ORDERS = 200;

    private static final ManagedProcess SERVICE = Millrace.part("order-service");

    /** The long time limits keep requests in flight for as long as the test holds them. */
    private static final ManagedProcess GATEWAY = Millrace.another(
            "api-gateway",
            2,
            Map.of(
                    "OVERLOAD_MAXIMUM_REQUESTS", Integer.toString(ACCEPTED),
                    "DISCOVERY_STALL_TIMEOUT", "60s",
                    "QUARKUS_FAULT_TOLERANCE_GLOBAL_TIMEOUT_VALUE", "60000",
                    "QUARKUS_REST_CLIENT_ORDER_SERVICE_READ_TIMEOUT", "60000"));

    @BeforeAll
    static void startTheGateway() {
        GATEWAY.start(Millrace.TIMEOUT);
    }

    @AfterAll
    static void stopTheGateway() {
        GATEWAY.stop();
    }

    @Test
    void shouldRefuseAtOnceWhatIsTooMuchAndServeTheRestOnceTheServiceResponds() throws Exception {
        UUID customer = customer("1000000.00");
        SERVICE.suspend();
        try (ExecutorService clients = Executors.newFixedThreadPool(ACCEPTED)) {
            List<Future<Response>> held = IntStream.range(0, ACCEPTED)
                    .mapToObj(i -> clients.submit(() -> place(customer)))
                    .toList();
            await().atMost(Millrace.TIMEOUT).until(() -> inFlight() == ACCEPTED);
            place(customer).then().statusCode(429).header("Retry-After", notNullValue());
            SERVICE.resume();
            for (Future<Response> order : held) {
                order.get().then().statusCode(201);
            }
        } finally {
            SERVICE.resume();
        }
        Invariants.hold(customer);
        assertThat(Millrace.orders(customer)).hasSize(ACCEPTED);
    }

    @Test
    void shouldPlaceWhatItTakesAndRefuseTheRestWithoutAnError() throws InterruptedException {
        UUID customer = customer("1000000.00");
        int placed;
        try (ExecutorService clients = Executors.newFixedThreadPool(ORDERS)) {
            List<Future<Integer>> answers = clients.invokeAll(
                    Collections.nCopies(ORDERS, () -> place(customer).statusCode()));
            assertThat(answers).extracting(Future::get).contains(201).isSubsetOf(201, 429, 503);
            placed = (int)
                    answers.stream().filter(answer -> answer.resultNow() == 201).count();
        }
        place(customer).then().statusCode(201);
        Invariants.hold(customer);
        assertThat(Millrace.orders(customer)).hasSize(placed + 1);
    }

    private static double inFlight() {
        return get(GATEWAY.managementAddress() + "/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("http_requests_in_flight"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static Response place(UUID customer) {
        return Millrace.as(CLERK)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("""
                        {"customerId": "%s", "lines": [
                          {"sku": "tea", "quantity": 1, "unitPrice": {"amount": "1.00", "currency": "EUR"}}]}""".formatted(customer))
                .post(GATEWAY.address() + "/api/orders");
    }
}
