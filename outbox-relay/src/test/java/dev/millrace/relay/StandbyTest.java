package dev.millrace.relay;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.health.RelayState;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StandbyTest {
    private static final DevStack STACK = DevStackResource.stack();

    private Outbox orders;
    private Outbox customers;

    @BeforeEach
    void renew() throws Exception {
        orders = Outbox.fresh(STACK, Database.ORDERS);
        customers = Outbox.fresh(STACK, Database.CUSTOMERS);
    }

    @Test
    void shouldTakeOverWhenLeaderStops() throws Exception {
        Map<String, String> settings = RunningRelay.settings(STACK, Database.ORDERS);
        try (var published = new Published(STACK, "order.events");
                var first = RunningRelay.start(settings).awaitLeading();
                var second = RunningRelay.start(settings).await(RelayState.STANDBY)) {
            orders.publish("o-1", "1");
            published.await(1);
            first.stop();
            orders.publish("o-1", "2");
            second.awaitLeading();
            orders.publish("o-1", "3");
            published.awaitExactly("1", "2", "3");
        }
    }

    @Test
    void shouldPublishSeveralSourcesInOneProcess() throws Exception {
        try (var published = new Published(STACK, "order.events", "customer.events");
                var relay = RunningRelay.start(RunningRelay.settings(STACK, Database.ORDERS, Database.CUSTOMERS))) {
            relay.awaitLeading();
            orders.publish("o-1", "1");
            customers.publish("customer", "c-1", "{}", "2");
            assertThat(published.await(2))
                    .map(ConsumerRecord::topic)
                    .containsExactlyInAnyOrder("order.events", "customer.events");
        }
    }
}
