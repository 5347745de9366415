package dev.millrace.history.persistence;

import dev.millrace.chassis.money.Money;
import dev.millrace.history.domain.OrderState;
import dev.millrace.history.domain.ProjectionEvent.OrderStateChanged;
import dev.millrace.history.domain.ProjectionEvent.Placed;
import dev.millrace.history.domain.ProjectionEvent.Revised;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of an order from some of its events. Rows are merged by the same rules as in the SQL statement that writes
 * them.
 */
record OrderRow(
        UUID orderId,
        UUID customerId,
        @Nullable String owner,
        OrderState state,
        long version,
        @Nullable Lines lines,
        Instant createdAt,
        Instant updatedAt) {

    /** @param version the order's version since which these lines apply */
    record Lines(String skus, Money total, long version) {}

    static OrderRow of(OrderStateChanged step) {
        return of(step, null, step.origin().at());
    }

    static OrderRow of(Placed placed) {
        return of(placed.step(), lines(placed.step(), placed.skus(), placed.total()), placed.createdAt());
    }

    static OrderRow of(Revised revised) {
        OrderStateChanged step = revised.step();
        return of(
                step,
                lines(step, revised.skus(), revised.total()),
                step.origin().at());
    }

    private static Lines lines(OrderStateChanged step, List<String> skus, Money total) {
        return new Lines(String.join("\n", skus), total, step.version());
    }

    private static OrderRow of(OrderStateChanged step, @Nullable Lines lines, Instant createdAt) {
        return new OrderRow(
                step.orderId(),
                step.customerId(),
                step.owner(),
                step.state(),
                step.version(),
                lines,
                createdAt,
                step.origin().at());
    }

    OrderRow merge(OrderRow later) {
        OrderRow current = later.version > version ? later : this;
        return new OrderRow(
                orderId,
                customerId,
                owner == null ? later.owner : owner,
                current.state,
                current.version,
                isNewer(later.lines) ? later.lines : lines,
                later.createdAt.isBefore(createdAt) ? later.createdAt : createdAt,
                current.updatedAt);
    }

    private boolean isNewer(@Nullable Lines other) {
        return other != null && (lines == null || other.version >= lines.version);
    }
}
