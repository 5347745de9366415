package dev.millrace.customers.domain;

/** Why an order gets no credit. */
public enum RefusalReason {
    CREDIT_LIMIT_EXCEEDED,

    /** There is no such customer, or none whom the orderer may order for. */
    CUSTOMER_NOT_FOUND,

    /** The order has given up its credit, or the saga what it asked for. */
    RESERVATION_CLOSED
}
