package dev.millrace.system.fuzz;

/** What came back. */
record Answer(int status, String location, String body) {
    @Override
    public String toString() {
        return status + " " + body;
    }
}
