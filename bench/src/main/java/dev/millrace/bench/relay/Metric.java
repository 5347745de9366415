package dev.millrace.bench.relay;

/**
 * A row of the results table.
 *
 * @param format format string for a value
 */
record Metric(String label, String format) {
    static final Metric MISSING = new Metric("missing", "%.0f");
    static final Metric DOUBLED = new Metric("seen twice", "%.0f");

    static Metric cpu(String when) {
        return new Metric("CPU %s, %% of a core".formatted(when), "%.1f");
    }

    static Metric rss(String when) {
        return new Metric("RSS %s, MiB".formatted(when), "%.0f");
    }

    static Metric pss(String when) {
        return new Metric("PSS %s, MiB".formatted(when), "%.0f");
    }

    static Metric latency(int rate, String percentile) {
        return new Metric("commit → visible at %,d/s, %s, ms".formatted(rate, percentile), "%.1f");
    }

    static Metric throughput(String backlog) {
        return new Metric("backlog of %s: events/s from first to last".formatted(backlog), "%,.0f");
    }

    static Metric fromStart(String backlog, String which) {
        return new Metric("backlog of %s: process start → %s, s".formatted(backlog, which), "%.1f");
    }

    static Metric cpuSeconds(String backlog) {
        return new Metric("backlog of %s: CPU seconds per 100,000".formatted(backlog), "%.1f");
    }
}
