package dev.millrace.gateway.discovery;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The calls in flight to one instance. Ending a call is idempotent. A call that is never ended expires after
 * {@link #LONGEST}, so that it does not occupy capacity for ever.
 */
final class InFlightCalls {
    /** Longer than connect time-out and read time-out together. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    private final Ticker ticker;
    private final Map<TrackedInstance, Long> startTimes = new LinkedHashMap<>();

    InFlightCalls(Ticker ticker) {
        this.ticker = ticker;
    }

    synchronized void begin(TrackedInstance call) {
        startTimes.put(call, ticker.read());
    }

    synchronized void end(TrackedInstance call) {
        startTimes.remove(call);
    }

    synchronized int count() {
        long now = ticker.read();
        Iterator<Long> oldestFirst = startTimes.values().iterator();
        while (oldestFirst.hasNext() && now - oldestFirst.next() >= LONGEST.toNanos()) {
            oldestFirst.remove();
        }
        return startTimes.size();
    }
}
