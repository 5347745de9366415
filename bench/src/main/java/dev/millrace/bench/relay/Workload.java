package dev.millrace.bench.relay;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * The phases of one relay in one round.
 *
 * @param backlog events to drain, once for each size in {@code payloads}
 * @param warmUp seconds at each rate before the measurement
 * @param random Poisson arrivals, as from many users, instead of even intervals
 */
record Workload(
        int backlog,
        List<Integer> payloads,
        List<Integer> rates,
        int seconds,
        int warmUp,
        boolean random,
        Duration idle) {
    private static final int PROBE_EVENTS = 10_000;

    /** Gaps between events in nanoseconds; exponentially distributed if {@code random}. */
    LongSupplier gaps(int rate) {
        double mean = 1e9 / rate;
        Random dice = new Random(rate);
        return random ? () -> (long) (-Math.log(1 - dice.nextDouble()) * mean) : () -> (long) mean;
    }

    int mostEvents() {
        int atRates = rates.stream().mapToInt(rate -> rate * (seconds + warmUp)).sum();
        return PROBE_EVENTS + atRates + backlog * payloads.size();
    }
}
