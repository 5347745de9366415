package dev.millrace.customers.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order has reached a state in which it stays until the next request.
 *
 * @param orderVersion version of the order; unique among the outcomes of one order
 * @param orderer subject of the user who ordered; null if a clerk ordered
 * @param reason null unless something was refused
 */
public record OrderOutcome(
        UUID orderId,
        long orderVersion,
        UUID customerId,
        @Nullable String orderer,
        Outcome outcome,
        @Nullable String reason,
        Instant occurredAt) {}
