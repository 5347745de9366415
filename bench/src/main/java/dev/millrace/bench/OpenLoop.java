package dev.millrace.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** An open-loop load: work arrives at a fixed rate, whether or not earlier work is done. */
public abstract class OpenLoop extends SystemBenchmark {
    private static final int CUSTOMERS = 20;
    private static final int FAILURES_SHOWN = 5;

    private final ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();

    /** Work to do at each arrival. */
    protected interface Work {
        /** @param due scheduled start of this work, by {@link System#nanoTime} */
        void run(int number, long due) throws IOException, InterruptedException;
    }

    /** Work on behalf of one customer, which records its latencies. */
    protected interface Measurement {
        /** @param due as in {@link Work} */
        void run(Shop shop, String customer, long due, Histogram micros) throws IOException, InterruptedException;
    }

    /** Warms up, measures, prints percentiles and failures, and returns the exit code. */
    final int measure(String latency, int rate, Measurement measurement) throws IOException, InterruptedException {
        Shop shop = Shop.at(gateway, issuer);
        List<String> customers = customersOf(shop, CUSTOMERS);
        Histogram micros = micros();
        Work work = (number, due) -> measurement.run(shop, customers.get(number % customers.size()), due, micros);
        run(rate, warmUp, work);
        micros.reset();
        run(rate, seconds, work);
        System.out.printf(
                "%s at %d orders/s over %d s: measured %d, failed %d, %s%n",
                latency, rate, seconds, micros.getTotalCount(), failed(), percentiles(micros));
        return conclude();
    }

    /** Returns when all work is done. Discards the failures of earlier runs. */
    protected final void run(int rate, int duration, Work work) {
        failures.clear();
        long began = System.nanoTime();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < rate * duration; i++) {
                int number = i;
                long due = began + i * TimeUnit.SECONDS.toNanos(1) / rate;
                parkUntil(due);
                clients.execute(() -> attempt(work, number, due));
            }
        }
    }

    /** Prints the failures and returns the exit code. */
    final int conclude() {
        printFailures();
        return failures.isEmpty() ? 0 : 1;
    }

    /** Prints the first failures of the last run. */
    protected final void printFailures() {
        failures.stream().limit(FAILURES_SHOWN).forEach(failure -> System.out.println("  " + failure));
    }

    protected final int failed() {
        return failures.size();
    }

    protected static List<String> customersOf(Shop shop, int count) throws IOException, InterruptedException {
        return shop.customers(count);
    }

    protected static Histogram micros() {
        return new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(2), 3);
    }

    protected static String percentiles(Histogram micros) {
        return "p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, max %.2f ms"
                .formatted(
                        micros.getValueAtPercentile(50) / 1e3,
                        micros.getValueAtPercentile(90) / 1e3,
                        micros.getValueAtPercentile(99) / 1e3,
                        micros.getMaxValue() / 1e3);
    }

    private void attempt(Work work, int number, long due) {
        try {
            work.run(number, due);
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
