package dev.millrace.history.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order and how it came to be as it is.
 *
 * @param customerName null as long as the view has not heard of the customer, and when the order is not that
 *     customer's own
 */
public record OrderTimeline(
        UUID orderId, UUID customerId, String customerName, OrderState state, long version, List<Step> steps) {

    /** @param at when the change was committed; other values may be null where the event does not tell */
    public record Step(
            long version, String type, OrderState state, Instant at, Cause cause, String traceId, String actor) {}

    /**
     * Why a step happened.
     *
     * @param type the causing event's type, {@code request} for a call from outside, {@code event} while the view has
     *     not seen the causing event
     * @param id the causing event's or the request's
     * @param reason of a rejection
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
