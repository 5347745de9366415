package dev.millrace.history.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order and its history.
 *
 * @param customerName null until the view has the customer, and if the order's owner is not that customer
 */
public record OrderTimeline(
        UUID orderId,
        UUID customerId,
        @Nullable String customerName,
        OrderState state,
        long version,
        List<Step> steps) {

    /** @param at time of the change's commit; other values are null if the event does not state them */
    public record Step(
            long version,
            String type,
            OrderState state,
            Instant at,
            Cause cause,
            @Nullable String traceId,
            @Nullable String actor) {}

    /**
     * The cause of a step.
     *
     * @param type type of the causing event; {@code request} for a request from outside; {@code event} until the
     *     view has the causing event
     * @param id id of the causing event or of the request
     * @param reason reason of a rejection
     */
    public record Cause(
            String type, @Nullable String id, @Nullable String reason) {
        public static Cause of(
                @Nullable String causationId,
                @Nullable String causingType,
                @Nullable String requestId,
                @Nullable String reason) {
            if (causationId == null) {
                return new Cause("request", requestId, reason);
            }
            return new Cause(causingType == null ? "event" : causingType, causationId, reason);
        }
    }
}
