package dev.millrace.system;

import dev.millrace.devstack.process.ManagedProcess;
import io.restassured.http.ContentType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.system.Millrace.customer;
import static org.assertj.core.api.Assertions.assertThat;

/** After a cold start, many more concurrent orders than the gateway and a service are configured to accept. */
class OverloadE2EIT {
    private static final int ORDERS = 200;

    private static final ManagedProcess GATEWAY =
            Millrace.another("api-gateway", 2, Map.of("OVERLOAD_MAXIMUM_REQUESTS", "16"));

    @BeforeAll
    static void startTheGateway() {
        GATEWAY.start(Millrace.TIMEOUT);
    }

    @AfterAll
    static void stopTheGateway() {
        GATEWAY.stop();
    }

    @Test
    void shouldPlaceWhatItTakesAndRefuseTheRestWithoutAnError() throws InterruptedException {
        UUID customer = customer("1000000.00");
        int placed;
        try (ExecutorService clients = Executors.newFixedThreadPool(ORDERS)) {
            List<Future<Integer>> answers = clients.invokeAll(Collections.nCopies(ORDERS, () -> place(customer)));
            assertThat(answers).extracting(Future::get).contains(201).isSubsetOf(201, 429, 503);
            placed = (int)
                    answers.stream().filter(answer -> answer.resultNow() == 201).count();
        }
        assertThat(place(customer)).as("afterwards").isEqualTo(201);
        Invariants.hold(customer);
        assertThat(Millrace.orders(customer)).hasSize(placed + 1);
    }

    private static int place(UUID customer) {
        return Millrace.as(CLERK)
                .contentType(ContentType.JSON)
                .body("""
                        {"customerId": "%s", "lines": [
                          {"sku": "tea", "quantity": 1, "unitPrice": {"amount": "1.00", "currency": "EUR"}}]}""".formatted(customer))
                .post(GATEWAY.address() + "/api/orders")
                .statusCode();
    }
}
