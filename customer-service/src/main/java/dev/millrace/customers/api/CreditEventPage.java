package dev.millrace.customers.api;

import dev.millrace.customers.domain.RecordedCreditEvent;
import java.util.List;

/**
 * One page of an account's events, newest first.
 *
 * @param next value of {@code after} for the page that follows, null on the last one
 */
public record CreditEventPage(List<CreditEventView> items, Long next) {
    /** Of events of which one more than the limit was read. */
    static CreditEventPage of(List<RecordedCreditEvent> events, int limit) {
        List<CreditEventView> shown =
                events.stream().limit(limit).map(CreditEventView::of).toList();
        return new CreditEventPage(
                shown, events.size() > limit ? shown.getLast().sequence() : null);
    }
}
