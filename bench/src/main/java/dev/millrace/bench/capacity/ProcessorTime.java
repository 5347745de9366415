package dev.millrace.bench.capacity;

import dev.millrace.bench.Usage;
import dev.millrace.devstack.process.ManagedProcess;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CPU time of each process of a system since its start, in seconds; instances of a service are added up. */
record ProcessorTime(Map<String, Double> seconds) {
    private static final String LOAD = "load generator";

    static ProcessorTime of(List<ManagedProcess> parts) throws IOException {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (ManagedProcess part : parts) {
            String service = part.name().replaceFirst("-\\d+$", "");
            seconds.merge(service, Usage.of(part.pid().orElseThrow()).cpuSeconds(), Double::sum);
        }
        // The parts are descendants of this process.
        seconds.put(LOAD, Usage.of(ProcessHandle.current().pid()).cpuSeconds() - total(seconds));
        return new ProcessorTime(seconds);
    }

    /** CPU milliseconds per order, for the given number of orders. */
    Map<String, Double> millisEachSince(ProcessorTime before, long orders) {
        Map<String, Double> millis = new LinkedHashMap<>();
        seconds.forEach((part, now) -> millis.put(part, (now - before.seconds.get(part)) * 1e3 / orders));
        return millis;
    }

    private static double total(Map<String, Double> seconds) {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
