package dev.millrace.history.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order and its history.
 *
 * @param customerName null until the view has the customer, and if the order's owner is not that customer
 */
public record OrderTimeline(
        UUID orderId, UUID customerId, String customerName, OrderState state, long version, List<Step> steps) {

    /** @param at time of the change's commit; other values are null if the event does not state them */
    public record Step(
            long version, String type, OrderState state, Instant at, Cause cause, String traceId, String actor) {}

    /**
     * The cause of a step.
     *
     * @param type type of the causing event; {@code request} for a request from outside; {@code event} until the
     *     view has the causing event
     * @param id id of the causing event or of the request
     * @param reason reason of a rejection
     */
    public record Cause(String type, String id, String reason) {
        public static Cause of(String causationId, String causingType, String requestId, String reason) {
            if (causationId == null) {
                return new Cause("request", requestId, reason);
            }
            return new Cause(causingType == null ? "event" : causingType, causationId, reason);
        }
    }
}
