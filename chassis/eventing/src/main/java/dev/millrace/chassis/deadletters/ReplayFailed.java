package dev.millrace.chassis.deadletters;

import org.jspecify.annotations.Nullable;

/** The message has not taken effect and stays parked. */
final class ReplayFailed extends RuntimeException {
    private final boolean refused;

    private ReplayFailed(String message, boolean refused, @Nullable Throwable cause) {
        super(message, cause);
        this.refused = refused;
    }

    /** The message must not take effect any more. */
    static ReplayFailed refused(String id, String reason) {
        return new ReplayFailed(
                "The message %s was not replayed: %s. Discard it, and make its change by a new request if necessary."
                        .formatted(id, reason),
                true,
                null);
    }

    static ReplayFailed again(String id, Exception cause) {
        return new ReplayFailed("The message %s failed again and stays parked: %s".formatted(id, cause), false, cause);
    }

    boolean isRefused() {
        return refused;
    }
}
