package dev.millrace.customers.domain;

/** Why credit is refused. */
public enum RefusalReason {
    CREDIT_LIMIT_EXCEEDED,

    /** There is no such customer, or the orderer may not order for them. */
    CUSTOMER_NOT_FOUND,

    /** The order's reservation is closed, or the saga has been compensated. */
    RESERVATION_CLOSED
}
