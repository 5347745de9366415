package dev.millrace.customers.api;

import dev.millrace.chassis.money.Money;
import dev.millrace.customers.domain.CreditEvent;
import dev.millrace.customers.domain.CreditEventType;
import dev.millrace.customers.domain.RecordedCreditEvent;
import java.time.Instant;
import java.util.UUID;

/**
 * An event of a credit account as clients see it.
 *
 * @param sequence 1 for the account's first event, without gaps
 * @param orderId null for the opening
 * @param amount the limit, what the order holds or held, or what it asked for; null when no amount is known
 * @param available credit after the event
 */
public record CreditEventView(
        long sequence, String type, UUID orderId, Money amount, Money available, Instant occurredAt) {

    static CreditEventView of(RecordedCreditEvent recorded) {
        CreditEvent event = recorded.event();
        return new CreditEventView(
                recorded.after().version(),
                CreditEventType.of(event).storedName(),
                event.orderId(),
                amountOf(event),
                recorded.after().available(),
                recorded.occurredAt());
    }

    private static Money amountOf(CreditEvent event) {
        return switch (event) {
            case CreditEvent.Opened e -> e.limit();
            case CreditEvent.Reserved e -> e.amount();
            case CreditEvent.Changed e -> e.amount();
            case CreditEvent.Refused e -> e.requested();
            case CreditEvent.ChangeRefused e -> e.requested();
            case CreditEvent.Released e -> e.amount();
            case CreditEvent.Closed e -> null;
        };
    }
}
