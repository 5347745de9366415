package dev.millrace.history.domain;

import dev.millrace.chassis.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as a search result.
 *
 * @param customerName null until the view has the customer, and if the order's owner is not that customer
 * @param total null until the view has the order's first event
 */
public record OrderSummary(
        UUID orderId,
        UUID customerId,
        @Nullable String customerName,
        OrderState state,
        long version,
        @Nullable Money total,
        Instant createdAt,
        Instant updatedAt) {}
