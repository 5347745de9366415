package dev.millrace.history.domain;

import dev.millrace.chassis.money.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * An order as a search finds it.
 *
 * @param customerName null as long as the view has not heard of the customer, and when the order is not that
 *     customer's own
 * @param total null as long as the view has not heard of the order's placing
 */
public record OrderSummary(
        UUID orderId,
        UUID customerId,
        String customerName,
        OrderState state,
        long version,
        Money total,
        Instant createdAt,
        Instant updatedAt) {}
