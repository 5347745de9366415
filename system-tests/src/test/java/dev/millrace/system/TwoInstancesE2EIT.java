package dev.millrace.system;

import dev.millrace.devstack.process.ManagedProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.millrace.system.Millrace.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two instances of order-service behind a gateway that knows both, under a load without client retries. */
class TwoInstancesE2EIT {
    private static final int SOME = 40;

    private static final ManagedProcess FIRST = Millrace.oneOfTwo("order-service", 1, Map.of());
    private static final ManagedProcess SECOND = Millrace.oneOfTwo("order-service", 2, Map.of());
    private static final ManagedProcess GATEWAY = Millrace.oneOfTwo("api-gateway", 2, Map.of());

    @BeforeAll
    static void startThem() {
        Millrace.part("order-service").stop();
        FIRST.start(Millrace.TIMEOUT);
        SECOND.start(Millrace.TIMEOUT);
        GATEWAY.start(Millrace.TIMEOUT);
        try (OpenLoop unmeasured = OpenLoop.start(GATEWAY.address(), customer("1000000.00"), true)) {
            unmeasured.goOnFor(2 * SOME);
        }
    }

    @AfterAll
    static void backToOne() {
        assertThat(GATEWAY.stop()).isTrue();
        assertThat(GATEWAY.exitCode()).isZero();
        SECOND.stop();
        FIRST.stop();
        Millrace.restart("order-service");
    }

    @Test
    void shouldFailNoRequestWhenTheInstancesAreRestartedInTurn() throws IOException {
        UUID customer = customer("1000000.00");
        int placed;
        try (OpenLoop load = OpenLoop.start(GATEWAY.address(), customer, false)) {
            for (ManagedProcess each : List.of(FIRST, SECOND)) {
                awaitServing(each);
                assertThat(each.stop()).isTrue();
                assertThat(each.exitCode()).isZero();
                load.goOnFor(SOME);
                each.start(Millrace.TIMEOUT);
            }
            awaitServing(SECOND);
            load.finish();
            assertThat(load.failures()).isEmpty();
            placed = load.placed();
        }
        Invariants.hold(customer);
        assertThat(Millrace.orders(customer))
                .hasSize(placed)
                .allSatisfy(order -> assertThat(order.state()).isEqualTo("APPROVED"));
    }

    @Test
    void shouldShareTheLoadAndLeaveTheKilledOneOut() throws IOException {
        UUID customer = customer("1000000.00");
        int placed;
        try (OpenLoop load = OpenLoop.start(GATEWAY.address(), customer, true)) {
            awaitServing(FIRST);
            awaitServing(SECOND);
            long first = served(FIRST);
            long second = served(SECOND);
            load.goOnFor(SOME);
            assertThat(served(FIRST) - first).isPositive();
            assertThat(served(SECOND) - second).isPositive();

            SECOND.kill();
            load.goOnFor(SOME);
            SECOND.start(Millrace.TIMEOUT);
            awaitServing(SECOND);
            load.finish();
            assertThat(load.failures()).isEmpty();
            placed = load.placed();
        }
        Invariants.hold(customer);
        assertThat(Millrace.orders(customer)).hasSize(placed);
    }

    /** Waits until the instance serves a share of the load again (it may be ejected at first) and is warmed up. */
    private static void awaitServing(ManagedProcess instance) throws IOException {
        long before = served(instance);
        await().atMost(Millrace.TIMEOUT).until(() -> served(instance) > before + SOME / 2);
    }

    /** Number of requests in the instance's access log. */
    private static long served(ManagedProcess instance) throws IOException {
        return instance.output()
                .lines()
                .filter(line -> line.contains("access-log") && line.contains("/orders"))
                .count();
    }
}
