package dev.millrace.orders.application;

import dev.millrace.chassis.errors.NotFound;
import dev.millrace.chassis.idempotency.IdempotencyKeys;
import dev.millrace.chassis.ids.UuidV7;
import dev.millrace.chassis.security.AccessScope;
import dev.millrace.orders.domain.Order;
import dev.millrace.orders.domain.OrderEvent;
import dev.millrace.orders.domain.OrderLine;
import dev.millrace.orders.domain.OrderState;
import dev.millrace.orders.domain.RejectionReason;
import dev.millrace.orders.persistence.OrderOutbox;
import dev.millrace.orders.persistence.OrderRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    /**
     * @param access the caller's; who has access to their own things only orders for themself
     * @param idempotencyKey null, or the client's key: a repeated call answers the order that it made the first time
     */
    public Order place(UUID customerId, List<OrderLine> lines, AccessScope access, String idempotencyKey) {
        Order.Placed placed =
                Order.place(UuidV7.next(), customerId, lines, access.owner().orElse(null));
        UUID id = keys.claim(
                "place-order",
                idempotencyKey,
                List.of(customerId, lines),
                placed.order().id());
        if (!id.equals(placed.order().id())) {
            return get(id, access);
        }
        orders.persistAndFlush(placed.order());
        events.publish(placed.event());
        return placed.order();
    }

    /** @throws NotFound also when the access does not cover the order */
    public Order get(UUID id, AccessScope access) {
        return orders.findByIdOptional(id)
                .filter(order -> access.covers(order.owner()))
                .orElseThrow(() -> new NotFound("order", id));
    }

    public List<Order> newestFirst(AccessScope access, UUID customerId, OrderState state, UUID after, int count) {
        return orders.newestFirst(access.owner().orElse(null), customerId, state, after, count);
    }

    public List<Order> all(Collection<UUID> ids) {
        return orders.list("id in ?1", ids);
    }

    /** Those of the orders that have moved on from the versions given. */
    public List<Order> newerThan(Map<UUID, Long> versions) {
        Set<UUID> moved = orders.versions(versions.keySet()).entrySet().stream()
                .filter(order -> order.getValue() > versions.get(order.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return moved.isEmpty() ? List.of() : all(moved);
    }

    public Order cancel(UUID id, AccessScope access) {
        return change(id, access, Order::cancel);
    }

    public void creditReserved(UUID id, String owner) {
        change(id, AccessScope.toAll(), order -> order.creditReserved(owner));
    }

    public void creditRefused(UUID id, RejectionReason reason, String owner) {
        change(id, AccessScope.toAll(), order -> order.creditRefused(reason, owner));
    }

    public void creditReleased(UUID id, String owner) {
        change(id, AccessScope.toAll(), order -> order.creditReleased(owner));
    }

    /** The flush takes the row before the event gets its place in the outbox: their order is the order of commits. */
    private Order change(UUID id, AccessScope access, Function<Order, Optional<OrderEvent>> transition) {
        Order order = get(id, access);
        Optional<OrderEvent> event = transition.apply(order);
        orders.flush();
        event.ifPresent(events::publish);
        return order;
    }
}
