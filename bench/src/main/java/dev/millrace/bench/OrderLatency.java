package dev.millrace.bench;

import java.io.IOException;
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
 * From {@code POST /api/orders} to APPROVED seen by {@code GET}, with orders coming at a fixed rate whether or not the
 * earlier ones are done (open loop): a slow answer counts from when its order was due.
 */
@Command(name = "order-latency", description = "POST to APPROVED over REST, open loop", mixinStandardHelpOptions = true)
final class OrderLatency implements Callable<Integer> {
    private static final int CUSTOMERS = 20;
    private static final long FIRST_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    /** A long wait is polled less often, by a tenth of itself: the client must not become the load. */
    private static final int POLLS_PER_WAIT = 10;

    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(30);

    @Option(names = "--gateway", defaultValue = "http://127.0.0.1:8080", description = "default: ${DEFAULT-VALUE}")
    private String gateway;

    @Option(names = "--issuer", defaultValue = "http://127.0.0.1:8085", description = "default: ${DEFAULT-VALUE}")
    private String issuer;

    @Option(names = "--rate", defaultValue = "20", description = "orders a second; default: ${DEFAULT-VALUE}")
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
        Histogram micros = run(shop, customers, seconds);
        System.out.printf(
                "POST -> APPROVED at %d/s over %d s: orders %d, failed %d, p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms%n",
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
                parkUntil(due);
                orders.execute(() -> measure(shop, customer, due, micros));
            }
        }
        return micros;
    }

    private void measure(Shop shop, String customer, long due, Histogram micros) {
        try {
            String order = shop.order(customer);
            while (!shop.isApproved(order)) {
                if (System.nanoTime() - due > GIVE_UP_NANOS) {
                    throw new IOException("order " + order + " is still undecided");
                }
                LockSupport.parkNanos(Math.max(FIRST_POLL_NANOS, (System.nanoTime() - due) / POLLS_PER_WAIT));
            }
            micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
        } catch (IOException | InterruptedException e) {
            failures.add(e);
        }
    }

    private static void parkUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
