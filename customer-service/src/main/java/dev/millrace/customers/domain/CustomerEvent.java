package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What happened to a customer, or to the credit that an order asked of one. {@code owner} is the subject of the user who
 * the customer is, null when there is none.
 */
public sealed interface CustomerEvent {
    UUID customerId();

    /**
     * What others hear of an event on the account; empty when nothing has changed for them.
     *
     * @param before the account that the event was decided on
     */
    static Optional<CustomerEvent> of(CreditEvent event, CreditAccount before, String owner) {
        UUID customer = before.customerId();
        return Optional.ofNullable(
                switch (event) {
                    case CreditEvent.Reserved e -> new CreditReserved(customer, e.orderId(), e.amount(), owner);
                    case CreditEvent.Changed e when e.amount().equals(e.previous()) -> null;
                    case CreditEvent.Changed e ->
                        new CreditReservationChanged(customer, e.orderId(), e.amount(), e.previous(), owner);
                    case CreditEvent.Refused e
                    when e.reason() == RefusalReason.CUSTOMER_NOT_FOUND -> new CustomerNotFound(customer, e.orderId());
                    case CreditEvent.Refused e ->
                        new CreditLimitExceeded(customer, e.orderId(), e.requested(), before.available(), owner);
                    case CreditEvent.Released e -> new CreditReleased(customer, e.orderId(), e.amount(), owner);
                    case CreditEvent.Opened e -> null;
                    case CreditEvent.ChangeRefused e -> null;
                    case CreditEvent.Closed e -> null;
                });
    }

    record CustomerCreated(
            UUID customerId, String name, String email, Money creditLimit, String owner, Instant createdAt)
            implements CustomerEvent {}

    record CreditReserved(UUID customerId, UUID orderId, Money amount, String owner) implements CustomerEvent {}

    record CreditLimitExceeded(UUID customerId, UUID orderId, Money requested, Money available, String owner)
            implements CustomerEvent {}

    record CreditReleased(UUID customerId, UUID orderId, Money amount, String owner) implements CustomerEvent {}

    /** An order that holds credit holds another amount now. */
    record CreditReservationChanged(UUID customerId, UUID orderId, Money amount, Money previous, String owner)
            implements CustomerEvent {}

    /** An order named a customer that does not exist, or is not the orderer's own. */
    record CustomerNotFound(UUID customerId, UUID orderId) implements CustomerEvent {}
}
