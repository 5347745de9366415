package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Published events of a customer and of orders' credit. {@code owner} is the subject of the user who is the customer,
 * or null.
 */
public sealed interface CustomerEvent {
    UUID customerId();

    /**
     * The event to publish for an event of the account; empty if other services need not know.
     *
     * @param before the account's state on which the event was decided
     */
    static Optional<CustomerEvent> of(CreditEvent event, CreditAccount before, @Nullable String owner) {
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
            UUID customerId,
            String name,
            String email,
            Money creditLimit,
            @Nullable String owner,
            Instant createdAt) implements CustomerEvent {}

    record CreditReserved(
            UUID customerId,
            UUID orderId,
            Money amount,
            @Nullable String owner) implements CustomerEvent {}

    record CreditLimitExceeded(
            UUID customerId,
            UUID orderId,
            Money requested,
            Money available,
            @Nullable String owner) implements CustomerEvent {}

    record CreditReleased(
            UUID customerId,
            UUID orderId,
            Money amount,
            @Nullable String owner) implements CustomerEvent {}

    /** The amount reserved for an order has changed. */
    record CreditReservationChanged(
            UUID customerId,
            UUID orderId,
            Money amount,
            Money previous,
            @Nullable String owner) implements CustomerEvent {}

    /** An order named a customer who does not exist, or for whom the orderer may not order. */
    record CustomerNotFound(UUID customerId, UUID orderId) implements CustomerEvent {}
}
