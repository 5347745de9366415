package dev.millrace.orders.application;

import dev.millrace.chassis.errors.NotFound;
import dev.millrace.chassis.idempotency.IdempotencyKeys;
import dev.millrace.chassis.ids.Ids;
import dev.millrace.orders.domain.Order;
import dev.millrace.orders.domain.OrderEvent;
import dev.millrace.orders.domain.OrderLine;
import dev.millrace.orders.domain.OrderState;
import dev.millrace.orders.domain.RejectionReason;
import dev.millrace.orders.persistence.OrderOutbox;
import dev.millrace.orders.persistence.OrderRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What can be done with orders; each call is one transaction on one aggregate and its events. */
@ApplicationScoped
@Transactional
public class OrderService {
    private final OrderRepository orders;
    private final OrderOutbox events;
    private final IdempotencyKeys keys;

    OrderService(OrderRepository orders, OrderOutbox events, IdempotencyKeys keys) {
        this.orders = orders;
        this.events = events;
        this.keys = keys;
    }

    /** @param idempotencyKey null, or the client's key: a repeated call answers the order that it made the first time */
    public Order place(UUID customerId, List<OrderLine> lines, String idempotencyKey) {
        Order.Placed placed = Order.place(Ids.next(), customerId, lines);
        UUID id = keys.claim(
                "place-order",
                idempotencyKey,
                List.of(customerId, lines),
                placed.order().id());
        if (!id.equals(placed.order().id())) {
            return get(id);
        }
        orders.persistAndFlush(placed.order());
        events.publish(placed.event());
        return placed.order();
    }

    public Order get(UUID id) {
        return orders.findByIdOptional(id).orElseThrow(() -> new NotFound("order", id));
    }

    public List<Order> newestFirst(UUID customerId, OrderState state, UUID after, int count) {
        return orders.newestFirst(customerId, state, after, count);
    }

    public Order cancel(UUID id) {
        return change(id, Order::cancel);
    }

    public void creditReserved(UUID id) {
        change(id, Order::creditReserved);
    }

    public void creditRefused(UUID id, RejectionReason reason) {
        change(id, order -> order.creditRefused(reason));
    }

    public void creditReleased(UUID id) {
        change(id, Order::creditReleased);
    }

    /** The flush takes the row before the event gets its place in the outbox: their order is the order of commits. */
    private Order change(UUID id, Function<Order, Optional<OrderEvent>> transition) {
        Order order = get(id);
        Optional<OrderEvent> event = transition.apply(order);
        orders.flush();
        event.ifPresent(events::publish);
        return order;
    }
}
