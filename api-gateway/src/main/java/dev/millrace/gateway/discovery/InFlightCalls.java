package dev.millrace.gateway.discovery;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The calls that are with one instance. A call ends once, however often that is told; one of which nothing is heard any
 * more ends by itself after {@link #LONGEST}, so that a lost end costs room for that long and not for ever.
 */
final class InFlightCalls {
    /** Longer than a client waits for a connection and an answer. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    private final Ticker ticker;
    private final Map<TrackedInstance, Long> begun = new LinkedHashMap<>();

    InFlightCalls(Ticker ticker) {
        this.ticker = ticker;
    }

    synchronized void begin(TrackedInstance call) {
        begun.put(call, ticker.read());
    }

    synchronized void end(TrackedInstance call) {
        begun.remove(call);
    }

    synchronized int count() {
        long now = ticker.read();
        Iterator<Long> oldestFirst = begun.values().iterator();
        while (oldestFirst.hasNext() && now - oldestFirst.next() >= LONGEST.toNanos()) {
            oldestFirst.remove();
        }
        return begun.size();
    }
}
