package dev.millrace.customers.api;

import dev.millrace.chassis.money.Money;
import dev.millrace.customers.domain.CreditEvent;
import dev.millrace.customers.domain.CreditEventType;
import dev.millrace.customers.domain.RecordedCreditEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of a credit account as the REST API returns it.
 *
 * @param sequence number of the event in its account; begins at 1, without gaps
 * @param orderId null for the opening of the account
 * @param amount by type: the credit limit, the amount reserved, released or requested; null if none is known
 * @param available credit after the event
 */
public record CreditEventView(
        long sequence,
        String type,
        @Nullable UUID orderId,
        @Nullable Money amount,
        Money available,
        Instant occurredAt) {

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

    private static @Nullable Money amountOf(CreditEvent event) {
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
