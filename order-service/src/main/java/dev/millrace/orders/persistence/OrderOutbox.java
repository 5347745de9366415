package dev.millrace.orders.persistence;

import dev.millrace.chassis.outbox.Outbox;
import dev.millrace.chassis.outbox.OutboxMessage;
import dev.millrace.orders.domain.OrderEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts an order's events into the outbox under their names on the wire. */
@ApplicationScoped
@RegisterForReflection(targets = OrderEvent.class, ignoreNested = false, registerFullHierarchy = true)
public class OrderOutbox {
    private static final String AGGREGATE_TYPE = "order";

    private final Outbox outbox;

    OrderOutbox(Outbox outbox) {
        this.outbox = outbox;
    }

    public void publish(OrderEvent event) {
        outbox.publish(new OutboxMessage(AGGREGATE_TYPE, event.orderId(), typeOf(event), event));
    }

    static String typeOf(OrderEvent event) {
        return switch (event) {
            case OrderEvent.OrderCreated e -> "order.created.v1";
            case OrderEvent.OrderApproved e -> "order.approved.v1";
            case OrderEvent.OrderRejected e -> "order.rejected.v1";
            case OrderEvent.OrderCancellationRequested e -> "order.cancellation-requested.v1";
            case OrderEvent.OrderCancelled e -> "order.cancelled.v1";
        };
    }
}
