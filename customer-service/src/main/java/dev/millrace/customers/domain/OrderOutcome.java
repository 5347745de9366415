package dev.millrace.customers.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * An order has come to rest.
 *
 * @param orderVersion the order's; no two outcomes of one order have the same
 * @param orderer subject of the user whose own order it is; null for a clerk's
 * @param reason null unless something was refused
 */
public record OrderOutcome(
        UUID orderId,
        long orderVersion,
        UUID customerId,
        String orderer,
        Outcome outcome,
        String reason,
        Instant occurredAt) {}
