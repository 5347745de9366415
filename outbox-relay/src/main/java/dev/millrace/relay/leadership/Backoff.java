package dev.millrace.relay.leadership;

import java.time.Duration;

/** Exponential back-off: the wait doubles up to a limit. */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private Duration next;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    Duration next() {
        Duration current = next;
        next = current.multipliedBy(2).compareTo(longest) > 0 ? longest : current.multipliedBy(2);
        return current;
    }

    void reset() {
        next = first;
    }
}
