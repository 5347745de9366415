package dev.millrace.history.domain;

/** The states of an order, as its events name them. */
public enum OrderState {
    PENDING,
    APPROVED,
    REVISION_PENDING,
    REJECTED,
    CANCEL_PENDING,
    CANCELLED
}
