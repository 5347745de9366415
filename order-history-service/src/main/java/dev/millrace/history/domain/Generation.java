package dev.millrace.history.domain;

import java.time.Instant;

/**
 * One making of the view.
 *
 * @param position records of the log that have been read, of the {@code target} that must be
 * @param skipped records that could not be understood; the dead letters have them
 * @param liveAt null until readers use it
 */
public record Generation(
        int generation, State state, long position, long target, long skipped, Instant begunAt, Instant liveAt) {
    /** The life of a generation. */
    public enum State {
        BUILDING,
        LIVE,
        RETIRED
    }
}
