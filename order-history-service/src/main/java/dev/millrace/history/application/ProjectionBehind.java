package dev.millrace.history.application;

import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** The view does not have the requested version yet; the client should try again. */
public final class ProjectionBehind extends RuntimeException {
    ProjectionBehind(UUID order, TimeoutException cause) {
        super(
                "The view has not reached this version of order " + order
                        + " yet. Repeat the call, or leave min-version" + " out to get what the view has.",
                cause);
    }
}
