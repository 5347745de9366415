package dev.millrace.bench;

import java.io.IOException;
import java.net.URI;
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
 * What the gateway adds: the same reads straight from the services and through it, taking turns in one run, open loop.
 * The list of orders is never cached; the overview is held against its parts.
 */
@Command(name = "gateway-overhead", description = "Direct against through the gateway", mixinStandardHelpOptions = true)
final class GatewayOverhead implements Callable<Integer> {
    private static final int ORDERS = 5;

    @Option(names = "--gateway", defaultValue = "http://127.0.0.1:8080", description = "default: ${DEFAULT-VALUE}")
    private String gateway;

    @Option(names = "--issuer", defaultValue = "http://127.0.0.1:8085", description = "default: ${DEFAULT-VALUE}")
    private String issuer;

    @Option(names = "--orders", defaultValue = "http://127.0.0.1:8081", description = "default: ${DEFAULT-VALUE}")
    private String orders;

    @Option(names = "--customers", defaultValue = "http://127.0.0.1:8082", description = "default: ${DEFAULT-VALUE}")
    private String customers;

    @Option(names = "--rate", defaultValue = "200", description = "requests a second; default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(names = "--warm-up", defaultValue = "20", description = "seconds not counted; default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(names = "--seconds", defaultValue = "60", description = "seconds counted; default: ${DEFAULT-VALUE}")
    private int seconds;

    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    /** One way to read, and how long it took. */
    private record Way(String name, URI address, Histogram micros) {
        static Way of(String name, String address) {
            return new Way(name, URI.create(address), new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3));
        }
    }

    @Override
    public Integer call() throws Exception {
        Shop shop = Shop.at(gateway, issuer);
        String customer = shop.customer();
        for (int i = 0; i < ORDERS; i++) {
            shop.order(customer);
        }
        String recent = "/orders?limit=5&customerId=" + customer;
        List<Way> ways = List.of(
                Way.of("orders, direct", orders + recent),
                Way.of("orders, gateway", gateway + "/api" + recent),
                Way.of("customer, direct", customers + "/customers/" + customer),
                Way.of("overview, gateway", gateway + "/api/customers/" + customer + "/overview"));
        run(shop, ways, warmUp);
        ways.forEach(way -> way.micros().reset());
        failures.clear();
        run(shop, ways, seconds);
        ways.forEach(this::report);
        failures.stream().limit(5).forEach(failure -> System.out.println("  " + failure));
        return failures.isEmpty() ? 0 : 1;
    }

    private void run(Shop shop, List<Way> ways, int duration) {
        long began = System.nanoTime();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < rate * duration; i++) {
                long due = began + i * TimeUnit.SECONDS.toNanos(1) / rate;
                Way way = ways.get(i % ways.size());
                LockSupport.parkNanos(due - System.nanoTime());
                clients.execute(() -> measure(shop, way));
            }
        }
    }

    private void measure(Shop shop, Way way) {
        try {
            long sent = System.nanoTime();
            shop.get(way.address());
            way.micros().recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
        } catch (IOException | InterruptedException e) {
            failures.add(way.name() + ": " + e);
        }
    }

    private void report(Way way) {
        System.out.printf(
                "%-18s %6d requests, p50 %.2f ms, p90 %.2f ms, p99 %.2f ms%n",
                way.name(),
                way.micros().getTotalCount(),
                way.micros().getValueAtPercentile(50) / 1e3,
                way.micros().getValueAtPercentile(90) / 1e3,
                way.micros().getValueAtPercentile(99) / 1e3);
    }
}
