package dev.millrace.bench.peers;

import java.time.Duration;
import java.util.List;

/**
 * What one contestant is put through in one round.
 *
 * @param backlog events to drain, once for each size in {@code payloads}
 * @param warmUp seconds at each rate that do not count
 */
record Plan(int backlog, List<Integer> payloads, List<Integer> rates, int seconds, int warmUp, Duration idle) {
    private static final int FIRST_SIGNS = 10_000;

    int mostEvents() {
        int atRates = rates.stream().mapToInt(rate -> rate * (seconds + warmUp)).sum();
        return FIRST_SIGNS + atRates + backlog * payloads.size();
    }
}
