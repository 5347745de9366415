package dev.millrace.bench.capacity;

import dev.millrace.devstack.process.Packaging;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results as a Markdown table with one line per rate, and a sentence on the highest sustained rate. */
record CapacityReport(Packaging packaging, int instances, int seconds, List<RateResult> results) {
    void print() {
        Set<String> parts = results.getFirst().cpuMillis().keySet();
        System.out.printf(
                "%s%s, %d instance(s) of each service, %d s a rate, everything and the load on one machine: %s%n%n",
                packaging, options(), instances, seconds, CapacityBenchmark.machine());
        System.out.println("| offered/s | decided/s | failed | POST p50 / p99, ms | decision p50 / p99, ms "
                + "| transactions an order | CPU an order, ms | " + String.join(" | ", parts) + " |");
        System.out.println("|---:|---:|---:|---:|---:|---:|---:|"
                + parts.stream().map(part -> "---:|").collect(Collectors.joining()));
        results.forEach(result -> System.out.println(line(result)));
        System.out.printf("%nCeiling: %s%n", ceiling());
    }

    /** The environment's options, which replace those of {@code ./run}. */
    private static String options() {
        return Stream.of("JAVA_OPTS", "JAVA_OPTS_KAFKA", "RELAY_BATCH_INTERVAL")
                .filter(name -> System.getenv(name) != null)
                .map(name -> " %s='%s'".formatted(name, System.getenv(name)))
                .collect(Collectors.joining());
    }

    private static String line(RateResult result) {
        return "| %d | %.1f | %d | %.1f / %.1f | %.1f / %.1f | %.1f | %.1f | %s |"
                .formatted(
                        result.offered(),
                        result.decided(),
                        result.failed(),
                        result.post().p50(),
                        result.post().p99(),
                        result.decision().p50(),
                        result.decision().p99(),
                        result.transactions(),
                        result.cpuMillisInAll(),
                        result.cpuMillis().values().stream()
                                .map("%.1f"::formatted)
                                .collect(Collectors.joining(" | ")));
    }

    private String ceiling() {
        RateResult last = results.getLast();
        return last.sustained()
                ? "not reached; %.1f orders/s were decided of %d offered".formatted(last.decided(), last.offered())
                : "%.1f orders/s; at %d offered the backlog grew".formatted(last.decided(), last.offered());
    }
}
