package dev.millrace.orders.domain;

/** Where an order stands. */
public enum OrderState {
    /** Placed; the customer's credit is not decided yet. */
    PENDING,
    /** Credit is held for it. */
    APPROVED,
    /** Final: there was no credit for it. */
    REJECTED,
    /** To be cancelled; credit that it holds, or may still get, is being released. */
    CANCEL_PENDING,
    /** To be revised; until the credit for the proposed lines is decided it is as it was. */
    REVISION_PENDING,
    /** Final: no credit is held for it. */
    CANCELLED;

    /** Whether something is on its way that changes it again by itself. */
    public boolean isInTransition() {
        return switch (this) {
            case PENDING, CANCEL_PENDING, REVISION_PENDING -> true;
            case APPROVED, REJECTED, CANCELLED -> false;
        };
    }
}
