package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import java.util.UUID;

/**
 * What happened on a customer's credit account. {@link CreditAccount} and {@link Reservation} are folds of these.
 * {@code sagaId} is null when no saga's command was the cause.
 */
public sealed interface CreditEvent {
    /** The order that it is about; null when it is about none. */
    UUID orderId();

    /** The first event of every account whose customer exists. */
    record Opened(Money limit) implements CreditEvent {
        @Override
        public UUID orderId() {
            return null;
        }
    }

    /** The order begins to hold the amount. */
    record Reserved(UUID orderId, UUID sagaId, Money amount) implements CreditEvent {}

    /** The order holds the amount from now on; equal amounts record that a command found nothing to change. */
    record Changed(UUID orderId, UUID sagaId, Money amount, Money previous) implements CreditEvent {}

    /** A new order gets no credit, for ever. */
    record Refused(UUID orderId, Money requested, RefusalReason reason) implements CreditEvent {}

    /** The order goes on holding what it holds. */
    record ChangeRefused(UUID orderId, UUID sagaId, Money requested) implements CreditEvent {}

    /** The order held the amount and holds nothing any more, for ever. */
    record Released(UUID orderId, Money amount) implements CreditEvent {}

    /** The order held nothing and never will. */
    record Closed(UUID orderId) implements CreditEvent {}
}
