package dev.millrace.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Option;

/** An open-loop load: work arrives at a fixed rate, whether or not earlier work is done. */
public abstract class OpenLoop implements Callable<Integer> {
    private static final int CUSTOMERS = 20;
    private static final int FAILURES_SHOWN = 5;

    @Option(names = "--gateway", defaultValue = "http://127.0.0.1:8080", description = "default: ${DEFAULT-VALUE}")
    String gateway;

    @Option(names = "--issuer", defaultValue = "http://127.0.0.1:8085", description = "default: ${DEFAULT-VALUE}")
    String issuer;

    @Option(names = "--warm-up", defaultValue = "20", description = "seconds not counted; default: ${DEFAULT-VALUE}")
    protected int warmUp;

    @Option(names = "--seconds", defaultValue = "60", description = "seconds counted; default: ${DEFAULT-VALUE}")
    protected int seconds;

    private final ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();

    /** Work to do at each arrival. */
    protected interface Work {
        /** @param due scheduled start of this work, by {@link System#nanoTime} */
        void run(int number, long due) throws IOException, InterruptedException;
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

    static List<String> customersOf(Shop shop) throws IOException, InterruptedException {
        return customersOf(shop, CUSTOMERS);
    }

    protected static List<String> customersOf(Shop shop, int count) throws IOException, InterruptedException {
        return shop.customers(count);
    }

    protected static Histogram micros() {
        return new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(2), 3);
    }

    static String percentiles(Histogram micros) {
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
