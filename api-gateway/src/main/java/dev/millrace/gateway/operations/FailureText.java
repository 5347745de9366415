package dev.millrace.gateway.operations;

/** Why a service did not answer, for the operator. */
final class FailureText {
    private FailureText() {}

    /** The message, or the kind of failure if it has none, such as a time-out. */
    static String of(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
