package dev.millrace.orders.persistence;

import dev.millrace.chassis.outbox.Outbox;
import dev.millrace.chassis.outbox.OutboxMessage;
import dev.millrace.contracts.OrderEventTypes;
import dev.millrace.orders.domain.OrderEvent;
import dev.millrace.orders.domain.OrderEvent.OrderCreated;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes an order's events to the outbox under their wire names. */
@ApplicationScoped
@RegisterForReflection(targets = OrderEvent.class, ignoreNested = false, registerFullHierarchy = true)
public class OrderOutbox {
    private static final String AGGREGATE_TYPE = "order";

    private final Outbox outbox;
    private final OrderMessagesConfig config;
    private final OrderMetrics metrics;

    OrderOutbox(Outbox outbox, OrderMessagesConfig config, OrderMetrics metrics) {
        this.outbox = outbox;
        this.config = config;
        this.metrics = metrics;
    }

    public void publish(OrderEvent event) {
        if (event instanceof OrderCreated created && config.createdVersion() == 2) {
            write(event, OrderEventTypes.CREATED_V2, OrderCreatedV2.of(created));
        } else {
            write(event, typeOf(event), event);
        }
        metrics.count(event);
    }

    private void write(OrderEvent event, String type, Object payload) {
        outbox.publish(new OutboxMessage(AGGREGATE_TYPE, event.orderId(), type, payload));
    }

    static String typeOf(OrderEvent event) {
        return switch (event) {
            case OrderCreated e -> OrderEventTypes.CREATED;
            case OrderEvent.OrderApproved e -> OrderEventTypes.APPROVED;
            case OrderEvent.OrderRejected e -> OrderEventTypes.REJECTED;
            case OrderEvent.OrderCancellationRequested e -> OrderEventTypes.CANCELLATION_REQUESTED;
            case OrderEvent.OrderCancelled e -> OrderEventTypes.CANCELLED;
            case OrderEvent.OrderRevisionRequested e -> OrderEventTypes.REVISION_REQUESTED;
            case OrderEvent.OrderRevised e -> OrderEventTypes.REVISED;
            case OrderEvent.OrderRevisionRejected e -> OrderEventTypes.REVISION_REJECTED;
        };
    }
}
