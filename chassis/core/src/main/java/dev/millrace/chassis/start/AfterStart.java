package dev.millrace.chassis.start;

import java.time.Duration;

/** Work that a service does once, some time after its start, so that it does not delay the first requests. */
@FunctionalInterface
public interface AfterStart {
    /** Runs the task once after the delay, unless the service stops before. A failure of the task is logged. */
    void run(Duration delay, Runnable task);
}
