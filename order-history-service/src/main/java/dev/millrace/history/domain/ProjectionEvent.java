package dev.millrace.history.domain;

import dev.millrace.chassis.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an event means to the view. Projection events are commutative and idempotent: in any order, with any
 * repetitions, they result in the same view.
 */
public sealed interface ProjectionEvent {
    /**
     * A change of an order.
     *
     * @param owner subject of the user who owns the order; null while unknown. Once set it never changes
     * @param version version of the order after the change; the step's position in the timeline
     * @param reason reason of the change, if the event states one
     */
    record OrderStateChanged(
            UUID orderId,
            UUID customerId,
            @Nullable String owner,
            long version,
            String type,
            OrderState state,
            @Nullable String reason,
            EventMetadata origin)
            implements ProjectionEvent {}

    /** The placed lines, which only the first event of an order states. */
    record Placed(OrderStateChanged step, List<String> skus, Money total, Instant createdAt)
            implements ProjectionEvent {}

    /** The lines from this step on. */
    record Revised(OrderStateChanged step, List<String> skus, Money total) implements ProjectionEvent {}

    /** @param owner subject of the user who is the customer, or null */
    record CustomerNamed(
            UUID customerId, String name, @Nullable String owner) implements ProjectionEvent {}

    /** The type of a message that may be the cause of a step. */
    record CauseRecorded(String messageId, String type) implements ProjectionEvent {}
}
