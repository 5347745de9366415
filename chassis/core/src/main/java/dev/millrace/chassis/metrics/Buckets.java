package dev.millrace.chassis.metrics;

import java.time.Duration;
import java.util.Arrays;

/** Bounds of histograms, so that percentiles can be computed over all instances. */
public final class Buckets {
    private static final Duration[] LATENCY = millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000);
    private static final Duration[] PROCESS = millis(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 120_000);

    private Buckets() {}

    /** Of requests and single messages: 5 ms to 10 s. */
    public static Duration[] latency() {
        return LATENCY.clone();
    }

    /** Of business processes: 50 ms to 2 minutes. */
    public static Duration[] process() {
        return PROCESS.clone();
    }

    private static Duration[] millis(long... bounds) {
        return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
