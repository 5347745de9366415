package dev.millrace.relay.lifecycle;

import io.quarkus.runtime.Quarkus;
import org.jboss.logging.Logger;

/**
 * What an {@link Error} leads to, such as running out of memory: nobody can tell in what state it leaves the process, so
 * that one ends, and whatever started it starts it anew.
 */
@FunctionalInterface
interface ProcessEnd {
    ProcessEnd EXIT = (source, error) -> {
        Logger.getLogger(ProcessEnd.class).fatalf(error, "%s: the process ends, to be started anew", source);
        Quarkus.asyncExit(1);
    };

    void because(String source, Error error);

    /** Whether an {@link Error} is at the bottom of a failure, which others may have wrapped. */
    static Error errorIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Error error) {
                return error;
            }
        }
        return null;
    }
}
