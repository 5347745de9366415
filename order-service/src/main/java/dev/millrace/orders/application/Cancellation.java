package dev.millrace.orders.application;

import dev.millrace.orders.domain.Order;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** What the cancel-order saga knows. */
@RegisterForReflection
record Cancellation(UUID orderId, UUID customerId) {
    static Cancellation of(Order order) {
        return new Cancellation(order.id(), order.customerId());
    }
}
