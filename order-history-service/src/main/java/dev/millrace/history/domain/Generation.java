package dev.millrace.history.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One build of the view.
 *
 * @param position number of records read, of the {@code target} to read
 * @param skipped records that could not be read or written; the dead letters contain them
 * @param warning what the log lacks and what readers would lose; null for nothing
 * @param liveAt null if it was never live
 */
public record Generation(
        int generation,
        State state,
        long position,
        long target,
        long skipped,
        @Nullable String warning,
        Instant begunAt,
        @Nullable Instant liveAt) {
    /** The life cycle of a generation. */
    public enum State {
        BUILDING,

        /**
         * Complete, but it lacks data that the live one has: an operator accepts the loss or discards the generation.
         */
        HELD,

        LIVE,
        RETIRED
    }
}
