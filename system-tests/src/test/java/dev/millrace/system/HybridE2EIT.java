package dev.millrace.system;

import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.Packaging;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.system.Millrace.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One instance of order-service with little capacity for the base load, and an overflow copy of the same package that
 * runs only while there is excess load. All time-outs are the shipped ones.
 */
class HybridE2EIT {
    private static final int CAPACITY = 2;
    private static final int AT_ONCE = 3 * CAPACITY;
    private static final Duration INTERVAL = Duration.ofMillis(300);
    private static final int SOME = 40;

    /** As on Kubernetes: no Kafka consumers and no migration. */
    private static final ManagedProcess COPY = Millrace.another(
            "order-service",
            2,
            Map.of(
                    "MESSAGING_MODE", "push",
                    "DATABASE_MIGRATE", "off",
                    "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"));

    private static final OnDemand OVERFLOW = new OnDemand(COPY);

    private static final ManagedProcess GATEWAY = Millrace.another(
            "api-gateway",
            2,
            Map.of(
                    "OVERFLOW_ORDER_SERVICE_ADDRESS", OVERFLOW.address(),
                    "OVERFLOW_ORDER_SERVICE_CAPACITY", Integer.toString(CAPACITY)));

    private final UUID customer = customer("1000000.00");

    @BeforeAll
    static void startTheGateway() {
        GATEWAY.start(Millrace.TIMEOUT);
    }

    @AfterAll
    static void stopThem() {
        GATEWAY.stop();
        OVERFLOW.close();
    }

    @Test
    void shouldServeEachBurstFromACopyThatIsGoneAtRest() {
        assertAllIsServedByTheBase();
        int placed = burst();
        assertAllIsServedByTheBase();
        placed += burst();
        assertAllIsServedByTheBase();

        assertThat(OVERFLOW.failures()).isEmpty();
        assertThat(OVERFLOW.coldStarts()).hasSizeGreaterThanOrEqualTo(2);
        Invariants.hold(customer);
        assertThat(Millrace.orders(customer))
                .hasSize(placed)
                .allSatisfy(order -> assertThat(order.state()).isEqualTo("APPROVED"));
    }

    /**
     * Sends load until the copy has served some requests and has stopped again.
     *
     * @return the number of orders placed
     */
    private int burst() {
        int before = OVERFLOW.served();
        try (OpenLoop load = load()) {
            await().atMost(Millrace.TIMEOUT).until(() -> OVERFLOW.served() - before >= SOME);
            load.finish();
            assertThat(load.failures()).isEmpty();
            await().atMost(Millrace.TIMEOUT).until(() -> !COPY.isRunning());
            assertThat(COPY.exitCode()).isZero();
            System.out.printf(
                    "Hybrid: the overflow served %d of %d requests, %d ms after the first of them it was ready%n",
                    OVERFLOW.served() - before,
                    load.answered(),
                    OVERFLOW.coldStarts().getLast().toMillis());
            return load.placed();
        }
    }

    /**
     * A native binary starts within the gateway's time limit. A JVM does not: requests that wait for its start are
     * answered with 504, which may open the circuit for a second (503), or exceed the gateway's limit (429), and their
     * clients repeat them.
     */
    private OpenLoop load() {
        return Packaging.ofThisBuild() == Packaging.NATIVE
                ? OpenLoop.bursts(GATEWAY.address(), customer, AT_ONCE, INTERVAL)
                : OpenLoop.repeatedBursts(GATEWAY.address(), customer, AT_ONCE, INTERVAL);
    }

    private void assertAllIsServedByTheBase() {
        int before = OVERFLOW.served();
        for (int i = 0; i < SOME; i++) {
            Millrace.as(CLERK)
                    .get(GATEWAY.address() + "/api/orders?limit=1&customerId=" + customer)
                    .then()
                    .statusCode(200);
        }
        assertThat(OVERFLOW.served()).isEqualTo(before);
        assertThat(COPY.isRunning()).isFalse();
    }
}
