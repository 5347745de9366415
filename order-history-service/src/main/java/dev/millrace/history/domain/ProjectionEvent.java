package dev.millrace.history.domain;

import dev.millrace.chassis.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What an event tells the view. Facts make the same view in whatever order, and however often, they arrive. */
public sealed interface ProjectionEvent {
    /**
     * An order moved on.
     *
     * @param owner subject of the user whose own order it is; null while the order does not know. An order that knows
     *     does not change its mind
     * @param version the order's version after it: a step's place in the timeline
     * @param reason why, where the event says so
     */
    record OrderStateChanged(
            UUID orderId,
            UUID customerId,
            String owner,
            long version,
            String type,
            OrderState state,
            String reason,
            EventMetadata origin)
            implements ProjectionEvent {}

    /** What was ordered, which only the first event of an order tells. */
    record Placed(OrderStateChanged step, List<String> skus, Money total, Instant createdAt)
            implements ProjectionEvent {}

    /** What is ordered from this step on. */
    record Revised(OrderStateChanged step, List<String> skus, Money total) implements ProjectionEvent {}

    /** @param owner subject of the user who the customer is; null when there is none */
    record CustomerNamed(UUID customerId, String name, String owner) implements ProjectionEvent {}

    /** Something happened that may be the cause of a step. */
    record CauseRecorded(String messageId, String type) implements ProjectionEvent {}
}
