package dev.millrace.customers.api;

import dev.millrace.customers.domain.RecordedCreditEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of an account's events, newest first.
 *
 * @param next value of {@code after} for the next page; null on the last page
 */
public record CreditEventPage(
        List<CreditEventView> items, @Nullable Long next) {
    /** @param events up to {@code limit} + 1 events; one more than the limit means that there is a next page */
    static CreditEventPage of(List<RecordedCreditEvent> events, int limit) {
        List<CreditEventView> shown =
                events.stream().limit(limit).map(CreditEventView::of).toList();
        return new CreditEventPage(
                shown, events.size() > limit ? shown.getLast().sequence() : null);
    }
}
