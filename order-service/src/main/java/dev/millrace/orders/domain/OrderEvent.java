package dev.millrace.orders.domain;

import dev.millrace.chassis.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of an order. {@link #version} is the order's version after it, {@link #owner} the owner after it. */
public sealed interface OrderEvent {
    UUID orderId();

    UUID customerId();

    /** Subject of the user who owns the order; null while unknown. */
    @Nullable
    String owner();

    long version();

    record OrderCreated(
            UUID orderId,
            UUID customerId,
            List<OrderLine> lines,
            Money total,
            @Nullable String owner,
            long version,
            Instant createdAt)
            implements OrderEvent {}

    record OrderApproved(
            UUID orderId,
            UUID customerId,
            Money total,
            @Nullable String owner,
            long version) implements OrderEvent {}

    record OrderRejected(
            UUID orderId,
            UUID customerId,
            RejectionReason reason,
            @Nullable String owner,
            long version) implements OrderEvent {}

    record OrderCancellationRequested(
            UUID orderId, UUID customerId, @Nullable String owner, long version) implements OrderEvent {}

    record OrderCancelled(
            UUID orderId, UUID customerId, @Nullable String owner, long version) implements OrderEvent {}

    /** The lines and the total are the proposed ones. */
    record OrderRevisionRequested(
            UUID orderId,
            UUID customerId,
            List<OrderLine> lines,
            Money total,
            @Nullable String owner,
            long version) implements OrderEvent {}

    record OrderRevised(
            UUID orderId,
            UUID customerId,
            List<OrderLine> lines,
            Money total,
            @Nullable String owner,
            long version) implements OrderEvent {}

    /** The lines and the total are those from before the request. */
    record OrderRevisionRejected(
            UUID orderId,
            UUID customerId,
            List<OrderLine> lines,
            Money total,
            String reason,
            @Nullable String owner,
            long version)
            implements OrderEvent {}
}
