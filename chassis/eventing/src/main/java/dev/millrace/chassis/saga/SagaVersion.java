package dev.millrace.chassis.saga;

/** Names a saga's table. */
record SagaVersion(String type, int version) {
    @Override
    public String toString() {
        return type + " " + version;
    }
}
