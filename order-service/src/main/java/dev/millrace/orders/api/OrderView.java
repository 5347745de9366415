package dev.millrace.orders.api;

import dev.millrace.chassis.money.Money;
import dev.millrace.orders.domain.Order;
import dev.millrace.orders.domain.OrderLine;
import dev.millrace.orders.domain.OrderState;
import dev.millrace.orders.domain.RejectionReason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as the REST API returns it. */
public record OrderView(
        UUID id,
        UUID customerId,
        OrderState state,
        @Nullable RejectionReason rejectionReason,
        List<OrderLine> lines,
        Money total,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static OrderView of(Order order) {
        return new OrderView(
                order.id(),
                order.customerId(),
                order.state(),
                order.rejectionReason().orElse(null),
                order.lines(),
                order.total(),
                order.version(),
                order.createdAt(),
                order.updatedAt());
    }
}
