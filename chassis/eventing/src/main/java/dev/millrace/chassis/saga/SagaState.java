package dev.millrace.chassis.saga;

/** Where a saga stands, as its table and the API name it. */
public enum SagaState {
    RUNNING,
    /** A step was refused or has timed out; those before it are being undone. */
    COMPENSATING,
    /** Final: every step has succeeded. */
    COMPLETED,
    /** Final: nothing of it is left. */
    COMPENSATED,
    /** Under way, with a step that can neither be given up nor has succeeded in time; it is still repeated. */
    NEEDS_ATTENTION
}
