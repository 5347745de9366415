package dev.millrace.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * From an event's {@code ce_time}, taken just before its commit, to its step in the hands of a client that waits for it
 * with {@code min-version}. Orders come at a fixed rate whether or not the earlier ones are done.
 */
@Command(
        name = "view-lag",
        description = "commit of an event to its step seen in the history",
        mixinStandardHelpOptions = true)
final class ViewLag implements Callable<Integer> {
    private static final int CUSTOMERS = 20;
    private static final int STEPS = 2;

    @Option(names = "--gateway", defaultValue = "http://127.0.0.1:8080", description = "default: ${DEFAULT-VALUE}")
    private String gateway;

    @Option(names = "--issuer", defaultValue = "http://127.0.0.1:8085", description = "default: ${DEFAULT-VALUE}")
    private String issuer;

    @Option(names = "--rate", defaultValue = "50", description = "orders a second; default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(names = "--warm-up", defaultValue = "20", description = "seconds not counted; default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(names = "--seconds", defaultValue = "60", description = "seconds counted; default: ${DEFAULT-VALUE}")
    private int seconds;

    private final ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();

    @Override
    public Integer call() throws Exception {
        Shop shop = Shop.at(gateway, issuer);
        List<String> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(shop.customer());
        }
        run(shop, customers, warmUp);
        failures.clear();
        Histogram micros = run(shop, customers, seconds);
        System.out.printf(
                "commit -> view at %d orders/s over %d s: steps %d, failed %d, p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                rate,
                seconds,
                micros.getTotalCount(),
                failures.size(),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(90) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3);
        failures.stream().limit(5).forEach(failure -> System.out.println("  " + failure));
        return failures.isEmpty() ? 0 : 1;
    }

    private Histogram run(Shop shop, List<String> customers, int duration) {
        Histogram micros = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(2), 3);
        long began = System.nanoTime();
        try (ExecutorService orders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < rate * duration; i++) {
                long due = began + i * TimeUnit.SECONDS.toNanos(1) / rate;
                String customer = customers.get(i % customers.size());
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                orders.execute(() -> measure(shop, customer, micros));
            }
        }
        return micros;
    }

    private void measure(Shop shop, String customer, Histogram micros) {
        try {
            String order = shop.order(customer);
            for (int version = 0; version < STEPS; version++) {
                Instant committed = shop.stepOf(order, version);
                micros.recordValue(Math.max(
                        0,
                        TimeUnit.NANOSECONDS.toMicros(
                                Duration.between(committed, Instant.now()).toNanos())));
            }
        } catch (IOException | InterruptedException e) {
            failures.add(e);
        }
    }
}
