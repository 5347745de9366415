package dev.millrace.devstack.process;

/** A part did not do what it was asked to; the message says which, what happened and what to do. */
public final class PartFailed extends RuntimeException {

    public PartFailed(String message) {
        super(message);
    }

    public PartFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
