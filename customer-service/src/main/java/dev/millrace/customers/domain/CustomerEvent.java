package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * What happened to a customer, or to the credit that an order asked of one. {@code owner} is the subject of the user who
 * the customer is, null when there is none.
 */
public sealed interface CustomerEvent {
    UUID customerId();

    record CustomerCreated(
            UUID customerId, String name, String email, Money creditLimit, String owner, Instant createdAt)
            implements CustomerEvent {}

    record CreditReserved(UUID customerId, UUID orderId, Money amount, String owner) implements CustomerEvent {}

    record CreditLimitExceeded(UUID customerId, UUID orderId, Money requested, Money available, String owner)
            implements CustomerEvent {}

    record CreditReleased(UUID customerId, UUID orderId, Money amount, String owner) implements CustomerEvent {}

    /** An order named a customer that does not exist, or is not the orderer's own. */
    record CustomerNotFound(UUID customerId, UUID orderId) implements CustomerEvent {}
}
