package dev.millrace.history.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Which orders to find; null does not restrict.
 *
 * @param from earliest time of placing
 * @param to time of placing from which on orders are left out
 * @param text part of the customer's name or of an article's name, or how the order's id begins; case does not matter
 * @param after last order of the page before
 */
public record SearchCriteria(UUID customerId, OrderState state, Instant from, Instant to, String text, UUID after) {}
