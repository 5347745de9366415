package dev.millrace.orders.application;

import dev.millrace.chassis.errors.IllegalTransition;
import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.errors.NotFound;
import dev.millrace.chassis.saga.SagaReader;
import dev.millrace.chassis.saga.SagaSummary;
import dev.millrace.chassis.security.AccessScope;
import dev.millrace.orders.customers.CurrencyCheck;
import dev.millrace.orders.domain.Order;
import dev.millrace.orders.domain.OrderLine;
import dev.millrace.orders.domain.OrderState;
import dev.millrace.orders.persistence.OrderRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Retry;

/** What users can do with orders. A change that meets a concurrent one is made again, on what that has left. */
@ApplicationScoped
public class OrderService {
    private final OrderTransitionHandler transitions;
    private final OrderRepository orders;
    private final CurrencyCheck currency;
    private final SagaReader sagas;

    OrderService(OrderTransitionHandler transitions, OrderRepository orders, CurrencyCheck currency, SagaReader sagas) {
        this.transitions = transitions;
        this.orders = orders;
        this.currency = currency;
        this.sagas = sagas;
    }

    /**
     * The currency is asked for before the transaction: no remote call is made in one.
     *
     * @param subject the caller's
     * @param access the caller's; who has access to their own things only orders for themself
     * @param idempotencyKey null, or the client's key: a repeated call answers the order that it made the first time
     * @throws InvalidInput when the lines make no order, or are in another currency than the customer's credit
     */
    public Order place(
            UUID customerId, List<OrderLine> lines, String subject, AccessScope access, String idempotencyKey) {
        currency.refuseForeignCurrency(customerId, lines, subject);
        return transitions.place(customerId, lines, access, idempotencyKey);
    }

    /**
     * Starts the revise-order saga.
     *
     * @throws IllegalTransition unless the order is approved
     * @throws InvalidInput when the lines make no order, or are in another currency than the order
     */
    @Retry(maxRetries = 3, delay = 20, jitter = 20, retryOn = OptimisticLockException.class)
    public Order revise(UUID id, List<OrderLine> lines, AccessScope access) {
        return transitions.revise(id, lines, access);
    }

    /**
     * Starts the cancel-order saga.
     *
     * @throws IllegalTransition unless the order is pending or approved
     */
    @Retry(maxRetries = 3, delay = 20, jitter = 20, retryOn = OptimisticLockException.class)
    public Order cancel(UUID id, AccessScope access) {
        return transitions.cancel(id, access);
    }

    /** @throws NotFound also when the access does not cover the order */
    public Order get(UUID id, AccessScope access) {
        return transitions.find(id, access);
    }

    @Transactional
    public List<Order> newestFirst(AccessScope access, UUID customerId, OrderState state, UUID after, int count) {
        return orders.newestFirst(access.owner().orElse(null), customerId, state, after, count);
    }

    /** The order's sagas, the newest first. */
    public List<SagaSummary> sagas(UUID id, AccessScope access) {
        get(id, access);
        return sagas.of(id);
    }
}
