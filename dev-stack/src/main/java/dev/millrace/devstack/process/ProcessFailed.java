package dev.millrace.devstack.process;

/** A part did not do what it was asked to; the message says which, what happened and what to do. */
public final class ProcessFailed extends RuntimeException {

    public ProcessFailed(String message) {
        super(message);
    }

    public ProcessFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
