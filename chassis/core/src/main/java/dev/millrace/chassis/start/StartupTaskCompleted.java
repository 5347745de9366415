package dev.millrace.chassis.start;

/**
 * Thrown while a service starts, by what was all that it was started for: the process ends with 0 and opens no port.
 */
public final class StartupTaskCompleted extends RuntimeException {
    public StartupTaskCompleted(String done) {
        super(done);
    }
}
