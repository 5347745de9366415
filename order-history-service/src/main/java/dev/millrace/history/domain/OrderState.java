package dev.millrace.history.domain;

/** Where an order stands, as its events tell. */
public enum OrderState {
    PENDING,
    APPROVED,
    REJECTED,
    CANCEL_PENDING,
    CANCELLED
}
