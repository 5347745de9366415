package dev.millrace.bench.capacity;

import java.util.Map;

/**
 * Result for one offered rate.
 *
 * @param offered orders posted per second
 * @param decided orders approved or rejected per second while orders were being posted
 * @param undecided orders still pending when the last one had been posted
 * @param failed posts without a 201 response
 * @param post latency from the scheduled time of a post to its response
 * @param decision time from an order's creation to its decision, by the timestamps in its row
 * @param transactions database transactions per order, in all databases
 * @param cpuMillis CPU time per order in ms, by process
 */
record RateResult(
        int offered,
        double decided,
        long undecided,
        int failed,
        Percentiles post,
        Percentiles decision,
        double transactions,
        Map<String, Double> cpuMillis) {
    private static final double BACKLOG_SECONDS = 2;

    /** In milliseconds. */
    record Percentiles(double p50, double p99) {}

    /**
     * Whether the system kept up: no post failed, and the backlog at the end is less than two seconds' worth of
     * orders.
     */
    boolean sustained() {
        return failed == 0 && undecided < offered * BACKLOG_SECONDS;
    }

    double cpuMillisInAll() {
        return cpuMillis.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
