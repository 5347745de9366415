package dev.millrace.customers.domain;

/** How an order came out. */
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

    /** What is said of the order, after its name. */
    public String sentence() {
        return sentence;
    }
}
