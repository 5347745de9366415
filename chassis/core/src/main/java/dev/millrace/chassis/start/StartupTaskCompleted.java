package dev.millrace.chassis.start;

/**
 * Thrown during start-up when the process's only task is done: the process exits with 0 and opens no port.
 */
public final class StartupTaskCompleted extends RuntimeException {
    public StartupTaskCompleted(String done) {
        super(done);
    }
}
