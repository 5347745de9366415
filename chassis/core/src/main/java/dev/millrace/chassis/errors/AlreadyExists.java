package dev.millrace.chassis.errors;

/** The resource exists already and must be unique; answered with 409. */
public final class AlreadyExists extends RuntimeException {
    public AlreadyExists(String message) {
        super(message);
    }
}
