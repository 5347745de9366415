package dev.millrace.system.fuzz;

/** A response. */
record Answer(int status, String location, String body) {
    @Override
    public String toString() {
        return status + " " + body;
    }
}
