package dev.millrace.orders.domain;

/** Why an order was rejected. */
public enum RejectionReason {
    CREDIT_LIMIT_EXCEEDED,
    CUSTOMER_NOT_FOUND
}
