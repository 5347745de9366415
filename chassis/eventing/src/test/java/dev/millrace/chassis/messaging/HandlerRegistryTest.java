package dev.millrace.chassis.messaging;

import dev.millrace.chassis.events.CloudEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HandlerRegistryTest {
    private final MessageHandlers orders =
            MessageHandlers.of("c").from("order.events").on("order.created.v1", Object.class, order -> {});
    private final MessageHandlers customers =
            MessageHandlers.of("c").from("customer.events").ignoring("customer.created.v1");
    private final HandlerRegistry registry = new HandlerRegistry(List.of(orders, customers));

    @Test
    void shouldFindTheTableThatKnowsTheTypeWhateverBroughtIt() {
        assertThat(registry.find("order.events", event("order.created.v1"))).isSameAs(orders);
        assertThat(registry.find(null, event("order.created.v1"))).isSameAs(orders);
        assertThat(registry.find(null, event("customer.created.v1"))).isSameAs(customers);
    }

    @Test
    void shouldRefuseATypeThatItsTopicMayNotCarry() {
        assertThatThrownBy(() -> registry.find("customer.events", event("order.created.v1")))
                .isInstanceOf(PoisonMessage.class)
                .hasMessage("message type order.created.v1 does not belong on topic customer.events");
    }

    @Test
    void shouldRefuseATypeThatNobodyKnows() {
        assertThatThrownBy(() -> registry.find("order.events", event("order.exploded.v1")))
                .isInstanceOf(PoisonMessage.class)
                .hasMessage("unknown message type order.exploded.v1");
    }

    @Test
    void shouldEndTheStartWhenTwoTablesHandleAType() {
        MessageHandlers again = MessageHandlers.of("d").on("order.created.v1", Object.class, order -> {});
        assertThatThrownBy(() -> new HandlerRegistry(List.of(orders, again)).check(null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("order.created.v1");
    }

    private static CloudEvent event(String type) {
        return new CloudEvent("1", type, "/test", null, null, Map.of(), new byte[0]);
    }
}
