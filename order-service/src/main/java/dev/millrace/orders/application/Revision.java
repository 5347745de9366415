package dev.millrace.orders.application;

import dev.millrace.chassis.money.Money;
import dev.millrace.orders.domain.Order;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * State of the revise-order saga.
 *
 * @param former total of the order before the revision
 */
@RegisterForReflection
record Revision(
        UUID orderId,
        UUID customerId,
        Money former,
        Money proposed,
        @Nullable String owner) {
    static Revision of(Order order) {
        return new Revision(
                order.id(),
                order.customerId(),
                order.total(),
                order.proposedTotal().orElseThrow(),
                order.owner());
    }

    boolean needsMoreCredit() {
        return proposed.isMoreThan(former);
    }

    boolean needsNoMoreCredit() {
        return !needsMoreCredit();
    }
}
