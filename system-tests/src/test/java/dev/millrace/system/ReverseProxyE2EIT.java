package dev.millrace.system;

import dev.millrace.devstack.process.ManagedProcess;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.system.Millrace.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Clients know the reverse proxy only, which knows two gateways. */
@EnabledIf(
        value = "dev.millrace.system.HaProxy#isInstalled",
        disabledReason = "HAProxy is not installed (Debian: apt-get install haproxy)")
class ReverseProxyE2EIT {
    private static final int READS = 20;
    private static final ManagedProcess FIRST = Millrace.part("api-gateway");
    private static final ManagedProcess SECOND =
            Millrace.another("api-gateway", 2, Map.of("QUARKUS_SHUTDOWN_DELAY", "3s"));
    private static final ManagedProcess PROXY = Millrace.beside(new HaProxy(FIRST, SECOND));

    @BeforeAll
    static void start() {
        SECOND.start(TIMEOUT);
        PROXY.start(TIMEOUT);
    }

    @AfterAll
    static void stop() {
        PROXY.kill();
        SECOND.kill();
    }

    @BeforeEach
    void bothServe() {
        if (!SECOND.isRunning()) {
            SECOND.start(TIMEOUT);
        }
        await().atMost(TIMEOUT).until(() -> {
            long before = readsAt(SECOND);
            read();
            return readsAt(SECOND) > before;
        });
    }

    @Test
    void shouldShareTheLoadBetweenTheGateways() {
        long first = readsAt(FIRST);
        long second = readsAt(SECOND);
        for (int i = 0; i < READS; i++) {
            read();
        }
        await().untilAsserted(() -> {
            assertThat(readsAt(FIRST)).isGreaterThan(first);
            assertThat(readsAt(SECOND)).isGreaterThan(second);
        });
    }

    @Test
    void shouldServeOnWhenAGatewayIsKilled() {
        CompletableFuture<Void> killed = CompletableFuture.runAsync(SECOND::kill);
        while (!killed.isDone()) {
            read();
        }
        killed.join();
        for (int i = 0; i < READS; i++) {
            read();
        }
    }

    /** An order without a key may not be repeated, so it must not reach a gateway that is about to close. */
    @Test
    void shouldLoseNoOrderWhenAGatewayIsStopped() {
        UUID customer = Millrace.customer("1000000.00");
        CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(SECOND::stop);
        int placed = 0;
        while (!stopped.isDone()) {
            place(customer);
            placed++;
        }
        assertThat(stopped.join()).isTrue();
        assertThat(Millrace.orders(customer)).hasSize(placed);
    }

    private static void read() {
        Millrace.as(CLERK).get(PROXY.address() + "/api/orders?limit=1").then().statusCode(200);
    }

    private static void place(UUID customer) {
        Millrace.as(CLERK)
                .contentType("application/json")
                .body("""
                        {"customerId": "%s", "lines": [
                          {"sku": "tea", "quantity": 1, "unitPrice": {"amount": "1.00", "currency": "EUR"}}]}""".formatted(customer))
                .post(PROXY.address() + "/api/orders")
                .then()
                .statusCode(201);
    }

    private static long readsAt(ManagedProcess gateway) {
        return gateway.output()
                .lines()
                .filter(line -> line.contains("/api/orders?limit=1 "))
                .count();
    }
}
