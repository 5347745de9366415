package dev.millrace.contracts;

/** Types of the events that customer-service publishes on {@code customer.events}. */
public final class CustomerEventTypes {
    public static final String TOPIC = "customer.events";

    public static final String CREATED = "customer.created.v1";
    public static final String CREDIT_RESERVED = "customer.credit-reserved.v1";
    public static final String CREDIT_LIMIT_EXCEEDED = "customer.credit-limit-exceeded.v1";
    public static final String NOT_FOUND = "customer.not-found.v1";
    public static final String CREDIT_RELEASED = "customer.credit-released.v1";
    public static final String CREDIT_RESERVATION_CHANGED = "customer.credit-reservation-changed.v1";

    private CustomerEventTypes() {}
}
