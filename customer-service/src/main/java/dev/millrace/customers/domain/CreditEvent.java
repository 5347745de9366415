package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events of a customer's credit account. {@link CreditAccount} and {@link Reservation} are folds of them. {@code
 * sagaId} is null if the cause was not a saga's command.
 */
public sealed interface CreditEvent {
    /** The order that the event concerns; null for none. */
    @Nullable
    UUID orderId();

    /** The first event of each account whose customer exists. */
    record Opened(Money limit) implements CreditEvent {
        @Override
        public @Nullable UUID orderId() {
            return null;
        }
    }

    /** The amount is reserved for the order. */
    record Reserved(UUID orderId, @Nullable UUID sagaId, Money amount) implements CreditEvent {}

    /** The order's reservation is set to the amount. Equal amounts record a command that found nothing to change. */
    record Changed(UUID orderId, @Nullable UUID sagaId, Money amount, Money previous) implements CreditEvent {}

    /** A new order is refused for good. */
    record Refused(UUID orderId, Money requested, RefusalReason reason) implements CreditEvent {}

    /** The change is refused; the order's reservation stays as it is. */
    record ChangeRefused(UUID orderId, UUID sagaId, Money requested) implements CreditEvent {}

    /** The reservation of this amount is released and closed for good. */
    record Released(UUID orderId, Money amount) implements CreditEvent {}

    /** The reservation is closed for good; nothing was reserved. */
    record Closed(UUID orderId) implements CreditEvent {}
}
