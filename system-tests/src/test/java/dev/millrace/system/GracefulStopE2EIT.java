package dev.millrace.system;

import dev.millrace.devstack.process.ManagedProcess;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.system.Millrace.customer;
import static dev.millrace.system.Millrace.placed;
import static org.assertj.core.api.Assertions.assertThat;

/** SIGTERM to one process while orders are in progress. */
class GracefulStopE2EIT {
    @ParameterizedTest
    @ValueSource(
            strings = {"order-service", "customer-service", "order-history-service", "outbox-relay", "api-gateway"})
    void shouldEndByItselfWithCodeZeroAndLoseNothing(String service) {
        UUID customer = customer("100.00");
        for (int i = 0; i < 20; i++) {
            placed(customer, "1.00");
        }
        ManagedProcess process = Millrace.part(service);
        try {
            assertThat(process.stop()).isTrue();
            assertThat(process.exitCode()).isZero();
        } finally {
            Millrace.restart(service);
        }
        Invariants.hold(customer);
        assertThat(Millrace.orders(customer)).hasSize(20);
    }
}
