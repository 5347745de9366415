package dev.millrace.bench.capacity;

import dev.millrace.bench.OpenLoop;
import dev.millrace.bench.Shop;
import dev.millrace.bench.Usage;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.run.TestSystem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Posts orders to a system that has just started, at several times the rate that it can take, and prints the responses
 * by status with their latencies, the memory, and how soon it serves normally again. Starts the packaged system itself,
 * on free ports and with data of its own.
 */
@Command(
        name = "overload",
        description = "what is refused, and how soon, at a rate that is too high from the start",
        mixinStandardHelpOptions = true)
public final class OverloadBenchmark extends OpenLoop {
    private static final int CUSTOMERS = 50;
    private static final int CREATED = 201;
    private static final int ERROR = 500;
    private static final long NORMAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Option(names = "--rate", required = true, description = "orders a second, such as four times the capacity")
    private int rate;

    /** Response times by status, from the scheduled and from the actual start, whose difference is the load's own. */
    private final Map<Integer, Histogram> fromSchedule = new ConcurrentSkipListMap<>();

    private final Map<Integer, Histogram> fromSend = new ConcurrentSkipListMap<>();

    @Override
    public Integer call() throws Exception {
        try (TestSystem system = TestSystem.start();
                OrderTable orders = new OrderTable(system)) {
            Shop shop = Shop.at(system.gateway(), system.issuer());
            List<String> customers = customersOf(shop, CUSTOMERS);
            Instant began = Instant.now();
            run(rate, seconds, (number, due) -> {
                long sent = System.nanoTime();
                int status = shop.statusOfOrder(customers.get(number % customers.size()));
                record(fromSchedule, status, due);
                record(fromSend, status, sent);
            });
            Instant ended = Instant.now();
            awaitNormal(shop, customers.getFirst());
            Duration normal = Duration.between(ended, Instant.now());
            boolean decided = orders.awaitDecisions(began, LIMIT);
            print(system, normal, decided ? Duration.between(ended, Instant.now()) : null);
        }
        printFailures();
        return fromSend.containsKey(ERROR) ? 1 : 0;
    }

    private static void record(Map<Integer, Histogram> times, int status, long since) {
        times.computeIfAbsent(status, first -> micros())
                .recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - since));
    }

    /** Returns when an order is accepted within half a second. */
    private static void awaitNormal(Shop shop, String customer) throws IOException, InterruptedException {
        long taken;
        int status;
        do {
            long start = System.nanoTime();
            status = shop.statusOfOrder(customer);
            taken = System.nanoTime() - start;
        } while (status != CREATED || taken > NORMAL_NANOS);
    }

    private void print(TestSystem system, Duration normal, Duration decided) throws IOException {
        System.out.printf("%d orders/s for %d s from a cold start, %s%n", rate, seconds, CapacityBenchmark.machine());
        fromSchedule.forEach((status, micros) -> System.out.printf(
                "%5d x %d: %s; from the send %s%n",
                micros.getTotalCount(), status, percentiles(micros), percentiles(fromSend.get(status))));
        System.out.printf(
                "no response: %d; an order is accepted within 500 ms again after %d ms; all are decided after %s%n",
                failed(), normal.toMillis(), decided == null ? "more than " + LIMIT : decided.toMillis() + " ms");
        for (ManagedProcess part : system.parts()) {
            System.out.printf(
                    "%s %.0f MiB%n",
                    part.name(), Usage.of(part.pid().orElseThrow()).rssMiB());
        }
    }
}
