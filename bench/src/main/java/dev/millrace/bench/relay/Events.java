package dev.millrace.bench.relay;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** For each event number: time of commit, time of first sighting, and number of sightings. */
final class Events {
    private final AtomicLongArray committed;
    private final AtomicLongArray seen;
    private final AtomicIntegerArray sightings;

    Events(int most) {
        committed = new AtomicLongArray(most);
        seen = new AtomicLongArray(most);
        sightings = new AtomicIntegerArray(most);
    }

    void committed(int n) {
        committed.set(n, System.nanoTime());
    }

    /** Must be called by a single thread. */
    void seen(int n, long at) {
        if (sightings.get(n) == 0) {
            seen.set(n, at);
        }
        sightings.incrementAndGet(n);
    }

    /** The event numbers of a phase. */
    record Range(int first, int count) {
        IntStream numbers() {
            return IntStream.range(first, first + count);
        }
    }

    boolean anySeen(Range range) {
        return range.numbers().anyMatch(n -> sightings.get(n) > 0);
    }

    int missing(Range range) {
        return (int) range.numbers().filter(n -> sightings.get(n) == 0).count();
    }

    int doubled(Range range) {
        return range.numbers().map(n -> Math.max(0, sightings.get(n) - 1)).sum();
    }

    long firstSeen(Range range) {
        return seenAt(range).min().orElseThrow();
    }

    long lastSeen(Range range) {
        return seenAt(range).max().orElseThrow();
    }

    /** Latency from commit to first sighting; counts as zero if the event was seen before the commit call returned. */
    Histogram micros(Range range) {
        Histogram micros = new Histogram(3);
        range.numbers()
                .filter(n -> sightings.get(n) > 0)
                .mapToLong(n -> (seen.get(n) - committed.get(n)) / 1_000)
                .forEach(taken -> micros.recordValue(Math.max(0, taken)));
        return micros;
    }

    private LongStream seenAt(Range range) {
        return range.numbers().filter(n -> sightings.get(n) > 0).mapToLong(seen::get);
    }
}
