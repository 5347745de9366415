package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import java.util.UUID;

import static dev.millrace.customers.domain.RefusalReason.CREDIT_LIMIT_EXCEEDED;
import static dev.millrace.customers.domain.RefusalReason.CUSTOMER_NOT_FOUND;
import static dev.millrace.customers.domain.RefusalReason.RESERVATION_CLOSED;

/**
 * Aggregate: a customer's credit, as the fold of its {@link CreditEvent}s. What orders hold together never exceeds the
 * limit. What it has decided about an order it decides again, from its own events, however late it is asked.
 *
 * @param version number of events so far; the next one is appended only if that is still so
 * @param limit null while the account is not opened, which is so for ever when there is no such customer
 * @param reserved what all orders hold together; null as the limit
 */
public record CreditAccount(UUID customerId, long version, Money limit, Money reserved) {

    public static CreditAccount unopened(UUID customerId) {
        return new CreditAccount(customerId, 0, null, null);
    }

    public boolean isOpen() {
        return limit != null;
    }

    public Money available() {
        return limit.minus(reserved);
    }

    /** The account after the event. */
    public CreditAccount apply(CreditEvent event) {
        return switch (event) {
            case CreditEvent.Opened e -> new CreditAccount(customerId, version + 1, e.limit(), zeroOf(e.limit()));
            case CreditEvent.Reserved e -> next(reserved.plus(e.amount()));
            case CreditEvent.Changed e -> next(reserved.minus(e.previous()).plus(e.amount()));
            case CreditEvent.Released e -> next(reserved.minus(e.amount()));
            case CreditEvent.Refused e -> next(reserved);
            case CreditEvent.ChangeRefused e -> next(reserved);
            case CreditEvent.Closed e -> next(reserved);
        };
    }

    /**
     * A new order asks for credit.
     *
     * @param mayOrder whether the customer exists and the orderer may order for them
     * @return no event when the order was answered before or is closed
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
     * A saga wants the order to hold exactly {@code total}. Asked again, it answers as before. Once the order holds what
     * it held before the saga, the saga is over for this account, and whatever else of it comes late is refused.
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

    /** The order is to hold nothing, for ever, whether or not it has asked for anything yet. */
    public CreditDecision release(Reservation order) {
        if (order.isClosed()) {
            return CreditDecision.unchanged();
        }
        return CreditDecision.granted(order.close());
    }

    /** Credit in another currency is no credit. */
    private boolean covers(Money total, Reservation order) {
        if (!total.hasCurrencyOf(limit)) {
            return false;
        }
        Money free = order.isOpen() ? available().plus(order.held()) : available();
        return !total.isMoreThan(free);
    }

    private static CreditDecision refuse(Reservation order, Money total, RefusalReason reason) {
        return CreditDecision.refused(new CreditEvent.Refused(order.orderId(), total, reason), reason);
    }

    private CreditAccount next(Money reservedNow) {
        return new CreditAccount(customerId, version + 1, limit, reservedNow);
    }

    private static Money zeroOf(Money money) {
        return Money.zero(money.currency());
    }
}
