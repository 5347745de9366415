package dev.millrace.orders.domain;

import dev.millrace.chassis.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What happened to an order. {@link #version} is the order's version after it. */
public sealed interface OrderEvent {
    UUID orderId();

    UUID customerId();

    long version();

    record OrderCreated(
            UUID orderId, UUID customerId, List<OrderLine> lines, Money total, long version, Instant createdAt)
            implements OrderEvent {}

    record OrderApproved(UUID orderId, UUID customerId, Money total, long version) implements OrderEvent {}

    record OrderRejected(UUID orderId, UUID customerId, RejectionReason reason, long version) implements OrderEvent {}

    record OrderCancellationRequested(UUID orderId, UUID customerId, long version) implements OrderEvent {}

    record OrderCancelled(UUID orderId, UUID customerId, long version) implements OrderEvent {}
}
