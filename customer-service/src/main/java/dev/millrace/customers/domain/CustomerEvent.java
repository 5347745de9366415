package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import java.time.Instant;
import java.util.UUID;

/** What happened to a customer, or to the credit that an order asked of one. */
public sealed interface CustomerEvent {
    UUID customerId();

    record CustomerCreated(UUID customerId, String name, String email, Money creditLimit, Instant createdAt)
            implements CustomerEvent {}

    record CreditReserved(UUID customerId, UUID orderId, Money amount) implements CustomerEvent {}

    record CreditLimitExceeded(UUID customerId, UUID orderId, Money requested, Money available)
            implements CustomerEvent {}

    record CreditReleased(UUID customerId, UUID orderId, Money amount) implements CustomerEvent {}

    /** An order named a customer that does not exist. */
    record CustomerNotFound(UUID customerId, UUID orderId) implements CustomerEvent {}
}
