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
import org.jspecify.annotations.Nullable;

/** The use cases of orders. A change that fails on a concurrent one is retried on the order's new state. */
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
     * The customer's currency is fetched before the transaction begins, so no transaction is open during a remote call.
     *
     * @param subject the caller's subject
     * @param access the caller's access; a caller who has access to their own resources only becomes the order's
     *     owner
     * @param idempotencyKey the client's key, or null; a repeated call returns the order that the first one created
     * @throws InvalidInput if the lines do not form a valid order, or their currency is not that of the customer's
     *     credit
     */
    public Order place(
            UUID customerId,
            List<OrderLine> lines,
            String subject,
            AccessScope access,
            @Nullable String idempotencyKey) {
        currency.refuseForeignCurrency(customerId, lines, subject);
        return transitions.place(customerId, lines, access, idempotencyKey);
    }

    /**
     * Starts the revise-order saga.
     *
     * @throws IllegalTransition unless the order is approved
     * @throws InvalidInput if the lines do not form a valid order, or their currency is not that of the order
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

    /** @throws NotFound if there is no such order, or the access does not cover it */
    public Order get(UUID id, AccessScope access) {
        return transitions.find(id, access);
    }

    /** At most {@code count} of those that the access covers, newest first. A null argument does not restrict. */
    @Transactional
    public List<Order> newestFirst(
            AccessScope access,
            @Nullable UUID customerId,
            @Nullable OrderState state,
            @Nullable UUID after,
            int count) {
        return orders.newestFirst(access.owner().orElse(null), customerId, state, after, count);
    }

    /** The sagas of the order, newest first. */
    public List<SagaSummary> sagas(UUID id, AccessScope access) {
        get(id, access);
        return sagas.of(id);
    }
}
