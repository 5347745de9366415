package dev.millrace.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
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
        Shop shop = Shop.at(gateway, issuer);
        List<String> customers = customersOf(shop);
        measure(shop, customers, warmUp);
        Histogram micros = measure(shop, customers, seconds);
        System.out.printf(
                "commit -> view at %d orders/s over %d s: steps %d, failed %d, %s%n",
                rate, seconds, micros.getTotalCount(), failed(), percentiles(micros));
        return conclude();
    }

    private Histogram measure(Shop shop, List<String> customers, int duration) {
        Histogram micros = micros();
        run(rate, duration, (number, due) -> {
            String order = shop.order(customers.get(number % customers.size()));
            for (int version = 0; version < STEPS; version++) {
                Duration lag = Duration.between(shop.stepOf(order, version), Instant.now());
                micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(lag.toNanos())));
            }
        });
        return micros;
    }
}
