package dev.millrace.contracts;

/** Types of the replies that customer-service sends on {@code order.replies}. */
public final class OrderReplyTypes {
    public static final String TOPIC = "order.replies";

    public static final String CREDIT_RESERVED = "order.credit-reserved-reply.v1";
    public static final String CREDIT_REFUSED = "order.credit-refused-reply.v1";
    public static final String CREDIT_RELEASED = "order.credit-released-reply.v1";

    private OrderReplyTypes() {}
}
