package dev.millrace.customers.domain;

/** The outcome of an order's request. */
public enum Outcome {
    APPROVED("has been approved"),
    REJECTED("has been rejected"),
    CANCELLED("has been cancelled"),
    REVISED("has been changed as you asked"),
    REVISION_REJECTED("could not be changed and stays as it was");

    private final String sentence;

    Outcome(String sentence) {
        this.sentence = sentence;
    }

    /** The predicate of a sentence about the order. */
    public String sentence() {
        return sentence;
    }
}
