package dev.millrace.history.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Criteria of a search; null does not restrict.
 *
 * @param from inclusive lower bound of the time of placing
 * @param to exclusive upper bound of the time of placing
 * @param text part of the customer's name or of an article's name, or the beginning of the order's id; ignores case
 * @param after id of the last order of the previous page
 */
public record SearchCriteria(UUID customerId, OrderState state, Instant from, Instant to, String text, UUID after) {}
