package dev.millrace.orders.persistence;

import dev.millrace.chassis.money.Money;
import dev.millrace.orders.domain.OrderEvent.OrderCreated;
import dev.millrace.orders.domain.OrderLine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Payload of {@code order.created.v2}: the customer is one object, and the time is called {@code placedAt}. */
@RegisterForReflection
record OrderCreatedV2(
        UUID orderId, Customer customer, List<OrderLine> lines, Money total, long version, Instant placedAt) {

    /** @param owner subject of the user who owns the order; null while unknown */
    @RegisterForReflection
    record Customer(UUID id, @Nullable String owner) {}

    static OrderCreatedV2 of(OrderCreated event) {
        return new OrderCreatedV2(
                event.orderId(),
                new Customer(event.customerId(), event.owner()),
                event.lines(),
                event.total(),
                event.version(),
                event.createdAt());
    }
}
