package dev.millrace.orders.application;

import dev.millrace.chassis.errors.NotFound;
import dev.millrace.chassis.idempotency.IdempotencyKeys;
import dev.millrace.chassis.ids.UuidV7;
import dev.millrace.chassis.saga.SagaOrchestrator;
import dev.millrace.chassis.saga.SagaReader;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Changes orders. Each call is one transaction on one aggregate and includes its event and the saga that it starts. */
@ApplicationScoped
@Transactional
public class OrderTransitionHandler {
    private final OrderRepository orders;
    private final OrderOutbox events;
    private final SagaOrchestrator sagas;
    private final SagaReader runningSagas;
    private final IdempotencyKeys keys;

    OrderTransitionHandler(
            OrderRepository orders,
            OrderOutbox events,
            SagaOrchestrator sagas,
            SagaReader runningSagas,
            IdempotencyKeys keys) {
        this.orders = orders;
        this.events = events;
        this.sagas = sagas;
        this.runningSagas = runningSagas;
        this.keys = keys;
    }

    Order place(UUID customerId, List<OrderLine> lines, AccessScope access, @Nullable String idempotencyKey) {
        Order.Placed placed =
                Order.place(UuidV7.next(), customerId, lines, access.owner().orElse(null));
        UUID id = keys.claim(
                "place-order",
                idempotencyKey,
                List.of(customerId, lines),
                placed.order().id());
        if (!id.equals(placed.order().id())) {
            return find(id, access);
        }
        orders.persistAndFlush(placed.order());
        events.publish(placed.event());
        return placed.order();
    }

    Order revise(UUID id, List<OrderLine> lines, AccessScope access) {
        Order order = change(id, access, found -> found.revise(lines));
        sagas.start(ReviseOrderSaga.TYPE, id, Revision.of(order));
        return order;
    }

    Order cancel(UUID id, AccessScope access) {
        Order order = change(id, access, Order::cancel);
        sagas.start(CancelOrderSaga.TYPE, id, Cancellation.of(order));
        return order;
    }

    public void creditReserved(UUID id, @Nullable String owner) {
        change(id, AccessScope.toAll(), order -> order.creditReserved(owner));
    }

    public void creditRefused(UUID id, RejectionReason reason, @Nullable String owner) {
        change(id, AccessScope.toAll(), order -> order.creditRefused(reason, owner));
    }

    /**
     * Handles a credit release. Usually a saga requested it and waits for the reply. During an upgrade an instance of
     * the previous release may have cancelled the order without a saga; the saga is then started here.
     */
    public void creditReleased(UUID id) {
        orders.findByIdOptional(id)
                .filter(order -> order.state() == OrderState.CANCEL_PENDING && !runningSagas.isRunning(id))
                .ifPresent(order -> sagas.start(CancelOrderSaga.TYPE, id, Cancellation.of(order)));
    }

    void confirmRevision(UUID id) {
        change(id, AccessScope.toAll(), Order::confirmRevision);
    }

    void rejectRevision(UUID id, String reason) {
        change(id, AccessScope.toAll(), order -> order.rejectRevision(reason));
    }

    void confirmCancellation(UUID id) {
        change(id, AccessScope.toAll(), Order::confirmCancellation);
    }

    /** Records the customer's user as owner, see {@link Order#assignOwner}. Does nothing if the order is unknown. */
    public void assignOwner(UUID id, @Nullable String owner) {
        orders.findByIdOptional(id).ifPresent(order -> order.assignOwner(owner));
    }

    /** @throws NotFound if there is no such order, or the access does not cover it */
    Order find(UUID id, AccessScope access) {
        return orders.findByIdOptional(id)
                .filter(order -> access.covers(order.owner()))
                .orElseThrow(() -> new NotFound("order", id));
    }

    /** Flushes before publishing: the update locks the order's row, so events enter the outbox in commit order. */
    private Order change(UUID id, AccessScope access, Function<Order, Optional<OrderEvent>> transition) {
        Order order = find(id, access);
        Optional<OrderEvent> event = transition.apply(order);
        orders.flush();
        event.ifPresent(events::publish);
        return order;
    }
}
