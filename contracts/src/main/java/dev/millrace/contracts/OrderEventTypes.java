package dev.millrace.contracts;

/** Types of the events that order-service publishes on {@code order.events}. */
public final class OrderEventTypes {
    public static final String TOPIC = "order.events";

    public static final String CREATED = "order.created.v1";

    /** Replaces {@link #CREATED} where order-service is configured so; consumers handle both. */
    public static final String CREATED_V2 = "order.created.v2";

    public static final String APPROVED = "order.approved.v1";
    public static final String REJECTED = "order.rejected.v1";
    public static final String CANCELLATION_REQUESTED = "order.cancellation-requested.v1";
    public static final String CANCELLED = "order.cancelled.v1";
    public static final String REVISION_REQUESTED = "order.revision-requested.v1";
    public static final String REVISED = "order.revised.v1";
    public static final String REVISION_REJECTED = "order.revision-rejected.v1";

    private OrderEventTypes() {}
}
