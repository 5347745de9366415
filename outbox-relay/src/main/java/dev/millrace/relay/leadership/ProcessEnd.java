package dev.millrace.relay.leadership;

import io.quarkus.runtime.Quarkus;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process after an {@link Error}, such as running out of memory. The state of the process is unknown then.
 * Whatever started the process restarts it.
 */
@FunctionalInterface
interface ProcessEnd {
    ProcessEnd EXIT = (source, error) -> {
        Logger.getLogger(ProcessEnd.class).fatalf(error, "%s: the process ends, to be restarted", source);
        Quarkus.asyncExit(1);
    };

    void because(String source, Error error);

    /** Returns the {@link Error} among the causes of a failure; null when there is none. */
    static @Nullable Error errorIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Error error) {
                return error;
            }
        }
        return null;
    }
}
