package dev.millrace.history.domain;

/**
 * What the live generation has and another one lacks.
 *
 * @param orders that are missing or have a lower version
 * @param steps missing from timelines
 * @param customers whose name is missing
 */
public record Loss(long orders, long steps, long customers) {
    public boolean isNone() {
        return orders == 0 && steps == 0 && customers == 0;
    }
}
