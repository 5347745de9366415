package dev.millrace.history.domain;

/** Where an order stands, as its events tell. */
public enum OrderState {
    PENDING,
    APPROVED,
    REVISION_PENDING,
    REJECTED,
    CANCEL_PENDING,
    CANCELLED
}
