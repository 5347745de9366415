package dev.millrace.system.faults;

import java.time.Duration;

/**
 * One fault of a schedule.
 *
 * @param at time from the start
 * @param target name of a process, or of the connections between a client and a server
 * @param length how long it lasts: until the process is started or continued, or the network is mended
 */
public record Fault(Duration at, Kind kind, String target, Duration length) {

    public enum Kind {
        /** {@code kill -9}. */
        KILL,
        /** SIGSTOP, then SIGCONT. */
        FREEZE,
        /** An orderly stop. */
        RESTART,
        /** Connections stay open, but no data passes. */
        PARTITION,
        /** All connections are reset. */
        RESET
    }

    @Override
    public String toString() {
        String what = "%6.1f s  %-9s %s".formatted(seconds(at), kind, target);
        return kind == Kind.RESET ? what : "%s for %.1f s".formatted(what, seconds(length));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
