package dev.millrace.chassis.errors;

/** The aggregate's state forbids what was asked; answered with 409. */
public final class IllegalTransition extends RuntimeException {
    /** @param asked what was asked, as a past participle: {@code cancelled} */
    public IllegalTransition(String kind, Object state, String asked) {
        super("The " + kind + " is " + state + " and cannot be " + asked + ".");
    }
}
