package dev.millrace.orders.application;

import dev.millrace.orders.domain.Order;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** State of the cancel-order saga. */
@RegisterForReflection
record Cancellation(UUID orderId, UUID customerId) {
    static Cancellation of(Order order) {
        return new Cancellation(order.id(), order.customerId());
    }
}
