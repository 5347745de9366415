package dev.millrace.chassis.errors;

/** The aggregate's state does not allow the operation; answered with 409. */
public final class IllegalTransition extends RuntimeException {
    /** @param asked the operation as a past participle, such as {@code cancelled} */
    public IllegalTransition(String kind, Object state, String asked) {
        super("The " + kind + " is " + state + " and cannot be " + asked + ".");
    }
}
