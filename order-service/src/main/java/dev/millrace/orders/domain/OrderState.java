package dev.millrace.orders.domain;

/** The states of an order. */
public enum OrderState {
    /** Placed; the credit reservation is not decided yet. */
    PENDING,
    /** Credit is reserved. */
    APPROVED,
    /** Final: no credit was available. */
    REJECTED,
    /** Being cancelled: credit that is or may yet be reserved is being released. */
    CANCEL_PENDING,
    /** Being revised: the old lines are valid until the credit for the proposed ones is decided. */
    REVISION_PENDING,
    /** Final: no credit is reserved. */
    CANCELLED;

    /** Whether a running saga will change this state without another request. */
    public boolean isInTransition() {
        return switch (this) {
            case PENDING, CANCEL_PENDING, REVISION_PENDING -> true;
            case APPROVED, REJECTED, CANCELLED -> false;
        };
    }
}
