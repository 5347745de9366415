package dev.millrace.system;

import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.testsupport.probe.EventStream;
import dev.millrace.testsupport.probe.EventStream.Event;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.BOB;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.system.Millrace.TIMEOUT;
import static dev.millrace.system.Millrace.customer;
import static dev.millrace.system.Millrace.placed;
import static org.assertj.core.api.Assertions.assertThat;

/** An order watched through the gateway and at a second instance whose sweep is disabled, so it relies on messages. */
class OrderEventsE2EIT {
    private static final ManagedProcess SECOND =
            Millrace.another("order-service", 2, Map.of("ORDERS_EVENTS_SWEEP", "1h"));

    @BeforeAll
    static void start() {
        SECOND.start(TIMEOUT);
    }

    @AfterAll
    static void stop() {
        SECOND.kill();
    }

    @Test
    void shouldShowTheOrderPendingThenDecidedWhereverItIsWatched() {
        UUID customer = customer("100.00");
        Millrace.part("customer-service").kill();
        try {
            UUID order = placed(customer, "40.00");
            try (EventStream atGateway = watch(Millrace.url("/api/orders/"), order);
                    EventStream atSecondInstance = watch(SECOND.address() + "/orders/", order)) {
                assertThat(state(atGateway)).hasValue("PENDING");
                assertThat(state(atSecondInstance)).hasValue("PENDING");
                Millrace.restart("customer-service");
                assertThat(state(atGateway)).hasValue("APPROVED");
                assertThat(state(atSecondInstance)).hasValue("APPROVED");
                assertThat(atGateway.nextEvent()).isEmpty();
                assertThat(atSecondInstance.nextEvent()).isEmpty();
            }
            try (EventStream others =
                    EventStream.open(Millrace.url("/api/orders/") + order + "/events", Millrace.token(BOB))) {
                assertThat(others.status()).isEqualTo(404);
            }
        } finally {
            Millrace.restart("customer-service");
        }
    }

    private static EventStream watch(String orders, UUID order) {
        return EventStream.open(orders + order + "/events", Millrace.token(CLERK));
    }

    private static Optional<String> state(EventStream events) {
        return events.nextEvent().map(Event::data).map(data -> data.replaceAll(".*\"state\":\"([A-Z_]+)\".*", "$1"));
    }
}
