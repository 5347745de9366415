package dev.millrace.chassis.saga;

/** Identifies a version of a saga's declaration. */
record SagaVersion(String type, int version) {
    @Override
    public String toString() {
        return type + " " + version;
    }
}
