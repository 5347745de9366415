package dev.millrace.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Latency from an event's {@code ce_time}, taken just before its commit, until a client that waits with
 * {@code min-version} has the corresponding step of the history.
 */
@Command(
        name = "view-lag",
        description = "commit of an event to its step seen in the history",
        mixinStandardHelpOptions = true)
final class ViewLagBenchmark extends OpenLoop {
    private static final int STEPS = 2;

    @Option(names = "--rate", defaultValue = "50", description = "orders a second; default: ${DEFAULT-VALUE}")
    private int rate;

    @Override
    public Integer call() throws Exception {
        return measure("commit -> view", rate, (shop, customer, due, micros) -> {
            String order = shop.order(customer);
            for (int version = 0; version < STEPS; version++) {
                Duration lag = Duration.between(shop.stepOf(order, version), Instant.now());
                micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(lag.toNanos())));
            }
        });
    }
}
