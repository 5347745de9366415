package dev.millrace.system;

import io.restassured.response.Response;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.system.Millrace.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/** kill -9 of one process while orders are in progress, and its restart. */
class KilledPartE2EIT {
    private static final int ORDERS = 60;
    private static final int NO_ANSWER = 0;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order-service",
                "customer-service",
                "order-history-service",
                "outbox-relay",
                "api-gateway",
                "kafka",
                "postgres",
                "identity"
            })
    void shouldDecideEveryOrderWhenKilledInMidSaga(String part) {
        UUID customer = customer("40.00");
        AtomicInteger placed = new AtomicInteger();
        CompletableFuture<Void> client = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < ORDERS; i++) {
                placeUntilAnswered(customer);
                placed.incrementAndGet();
            }
        });
        try {
            await().atMost(Millrace.TIMEOUT).until(() -> placed.get() >= ORDERS / 3);
            Millrace.part(part).kill();
        } finally {
            Millrace.restart(part);
        }
        client.join();
        Invariants.hold(customer);
        assertThat(Millrace.orders(customer)).hasSize(ORDERS);
        assertThat(Millrace.orders(customer))
                .filteredOn(OrderSummary::holdsCredit)
                .hasSize(40);
    }

    @Test
    void shouldAnswer503WithRetryAfterAndComeBackWhenAServiceIsAway() {
        UUID customer = customer("10.00");
        Millrace.part("order-service").kill();
        try {
            Millrace.place(customer, "1.00")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .contentType("application/problem+json")
                    .body("status", equalTo(503));
            Millrace.get("/api/customers/" + customer).then().statusCode(200);
        } finally {
            Millrace.restart("order-service");
        }
        placeUntilAnswered(customer);
        Invariants.hold(customer);
    }

    /** Retries with the same idempotency key until there is a response, so that the order is placed once. */
    private static void placeUntilAnswered(UUID customer) {
        String key = UUID.randomUUID().toString();
        await().atMost(Millrace.TIMEOUT).until(() -> {
            int status = statusOf(() -> Millrace.place(customer, "1.00", key));
            assertThat(status).isIn(201, NO_ANSWER, 503, 504);
            return status == 201;
        });
    }

    /** A call has no response if the gateway is killed during it or is not back yet. */
    private static int statusOf(Callable<Response> call) throws Exception {
        try {
            return call.call().statusCode();
        } catch (IOException noAnswer) {
            return NO_ANSWER;
        }
    }
}
