package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

import static dev.millrace.customers.domain.RefusalReason.CREDIT_LIMIT_EXCEEDED;
import static dev.millrace.customers.domain.RefusalReason.CUSTOMER_NOT_FOUND;
import static dev.millrace.customers.domain.RefusalReason.RESERVATION_CLOSED;

/**
 * Aggregate: a customer's credit, as the fold of its {@link CreditEvent}s. The sum of all reservations never exceeds
 * the limit. Decisions are idempotent: a repeated request gets the same answer, derived from the account's events.
 *
 * @param version number of events so far; an append fails if the stored account has another version
 * @param balance null if the account is not opened, as for a customer who does not exist
 */
public record CreditAccount(
        UUID customerId, long version, @Nullable Balance balance) {
    /** @param reserved sum of all orders' reservations */
    public record Balance(Money limit, Money reserved) {
        Money available() {
            return limit.minus(reserved);
        }
    }

    public static CreditAccount unopened(UUID customerId) {
        return new CreditAccount(customerId, 0, null);
    }

    public boolean isOpen() {
        return balance != null;
    }

    /** @throws IllegalStateException like {@link #reserved()} and {@link #available()}, if the account is not opened */
    public Money limit() {
        return opened().limit();
    }

    public Money reserved() {
        return opened().reserved();
    }

    public Money available() {
        return opened().available();
    }

    /** The account's state after the event. */
    public CreditAccount apply(CreditEvent event) {
        return switch (event) {
            case CreditEvent.Opened e -> next(new Balance(e.limit(), zeroOf(e.limit())));
            case CreditEvent.Reserved e -> withReserved(reserved().plus(e.amount()));
            case CreditEvent.Changed e ->
                withReserved(reserved().minus(e.previous()).plus(e.amount()));
            case CreditEvent.Released e -> withReserved(reserved().minus(e.amount()));
            case CreditEvent.Refused e -> next(balance);
            case CreditEvent.ChangeRefused e -> next(balance);
            case CreditEvent.Closed e -> next(balance);
        };
    }

    /**
     * Decides on a new order's request for credit.
     *
     * @param mayOrder whether the customer exists and the orderer may order for them
     * @return a decision without an event if the order was decided before or its reservation is closed
     */
    public CreditDecision reserve(Reservation order, Money total, boolean mayOrder) {
        if (order.isKnown()) {
            return CreditDecision.unchanged();
        }
        if (!mayOrder || !isOpen()) {
            return refuse(order, total, CUSTOMER_NOT_FOUND);
        }
        return covers(total, order)
                ? CreditDecision.granted(new CreditEvent.Reserved(order.orderId(), null, total))
                : refuse(order, total, CREDIT_LIMIT_EXCEEDED);
    }

    /**
     * Decides on a saga's request to set the order's reservation to exactly {@code total}. A repeated request gets the
     * same answer. Once the saga has been compensated, that is, the order's reservation is what it was before the saga,
     * further requests of the saga are refused: they are late.
     */
    public CreditDecision change(Reservation order, UUID sagaId, Money total, boolean mayOrder) {
        boolean compensates = order.isCompensation(sagaId, total);
        if (order.hasGranted(sagaId, total)) {
            return CreditDecision.unchanged();
        }
        if (order.hasRefused(sagaId, total)) {
            return CreditDecision.refused(CREDIT_LIMIT_EXCEEDED);
        }
        if (!mayOrder || !isOpen()) {
            return CreditDecision.refused(CUSTOMER_NOT_FOUND);
        }
        if (order.isClosed() || order.isOverFor(sagaId)) {
            return CreditDecision.refused(RESERVATION_CLOSED);
        }
        if (covers(total, order)) {
            return CreditDecision.granted(order.changeTo(sagaId, total));
        }
        return compensates
                ? CreditDecision.refused(CREDIT_LIMIT_EXCEEDED)
                : CreditDecision.refused(
                        new CreditEvent.ChangeRefused(order.orderId(), sagaId, total), CREDIT_LIMIT_EXCEEDED);
    }

    /** Closes the order's reservation for good, even if the order has not requested credit yet. */
    public CreditDecision release(Reservation order) {
        if (order.isClosed()) {
            return CreditDecision.unchanged();
        }
        return CreditDecision.granted(order.close());
    }

    /** Credit in another currency does not count. */
    private boolean covers(Money total, Reservation order) {
        if (!total.hasCurrencyOf(limit())) {
            return false;
        }
        Money held = order.held();
        Money free = held == null ? available() : available().plus(held);
        return !total.isMoreThan(free);
    }

    private static CreditDecision refuse(Reservation order, Money total, RefusalReason reason) {
        return CreditDecision.refused(new CreditEvent.Refused(order.orderId(), total, reason), reason);
    }

    private CreditAccount withReserved(Money reserved) {
        return next(new Balance(limit(), reserved));
    }

    private CreditAccount next(@Nullable Balance after) {
        return new CreditAccount(customerId, version + 1, after);
    }

    private Balance opened() {
        if (balance == null) {
            throw new IllegalStateException("The credit account of customer " + customerId + " is not opened");
        }
        return balance;
    }

    private static Money zeroOf(Money money) {
        return Money.zero(money.currency());
    }
}
