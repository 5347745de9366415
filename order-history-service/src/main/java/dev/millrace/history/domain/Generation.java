package dev.millrace.history.domain;

import java.time.Instant;

/**
 * One making of the view.
 *
 * @param position records of the log that have been read, of the {@code target} that must be
 * @param skipped records that could not be understood or written; the dead letters have them
 * @param warning what the log lacks and what readers would lose; null when it lacks nothing
 * @param liveAt null until readers use it
 */
public record Generation(
        int generation,
        State state,
        long position,
        long target,
        long skipped,
        String warning,
        Instant begunAt,
        Instant liveAt) {
    /** The life of a generation. */
    public enum State {
        BUILDING,

        /** Complete, but it lacks what the live one has: an operator accepts the loss, or discards it. */
        HELD,

        LIVE,
        RETIRED
    }
}
