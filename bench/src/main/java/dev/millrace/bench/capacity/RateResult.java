package dev.millrace.bench.capacity;

import java.util.Map;

/**
 * What one offered rate gave.
 *
 * @param offered orders a second that were posted
 * @param decided orders a second that were approved or rejected while orders were being posted
 * @param undecided orders that were still pending when the last one had been posted
 * @param failed posts without an answer 201
 * @param post from when a post was due to its answer
 * @param decision from an order's creation to its decision, by the order's own times
 * @param cpuMillis processor time an order by part of the system, in ms
 */
record RateResult(
        int offered,
        double decided,
        long undecided,
        int failed,
        Percentiles post,
        Percentiles decision,
        Map<String, Double> cpuMillis) {
    private static final double BACKLOG_SECONDS = 2;

    /** In milliseconds. */
    record Percentiles(double p50, double p99) {}

    /** Whether the system kept up: no post failed, and what waits at the end is less than two seconds' orders. */
    boolean sustained() {
        return failed == 0 && undecided < offered * BACKLOG_SECONDS;
    }

    double cpuMillisInAll() {
        return cpuMillis.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
