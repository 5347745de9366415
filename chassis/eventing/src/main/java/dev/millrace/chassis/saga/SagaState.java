package dev.millrace.chassis.saga;

/** State of a saga, with the names of the table and the API. */
public enum SagaState {
    RUNNING,
    /** A step was refused or has timed out, and compensations are being executed. */
    COMPENSATING,
    /** Final: every step has succeeded. */
    COMPLETED,
    /** Final: everything that had taken effect has been compensated. */
    COMPENSATED,
    /** Running, but a step that is never given up has exceeded the configured attempts. It is still repeated. */
    NEEDS_ATTENTION
}
