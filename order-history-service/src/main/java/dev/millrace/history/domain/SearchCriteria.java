package dev.millrace.history.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Criteria of a search; null does not restrict.
 *
 * @param from inclusive lower bound of the time of placing
 * @param to exclusive upper bound of the time of placing
 * @param text part of the customer's name or of an article's name, or the beginning of the order's id; ignores case
 * @param after id of the last order of the previous page
 */
public record SearchCriteria(
        @Nullable UUID customerId,
        @Nullable OrderState state,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String text,
        @Nullable UUID after) {}
