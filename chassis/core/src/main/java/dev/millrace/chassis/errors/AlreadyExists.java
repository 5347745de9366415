package dev.millrace.chassis.errors;

/** There is one already and there may be only one; answered with 409. */
public final class AlreadyExists extends RuntimeException {
    public AlreadyExists(String message) {
        super(message);
    }
}
