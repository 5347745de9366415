package dev.millrace.bench;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Latency added by the gateway. The same reads go alternately to the services and through the gateway, in one run. The
 * list of orders is never cached; the overview is compared with its parts.
 */
@Command(name = "gateway-overhead", description = "Direct against through the gateway", mixinStandardHelpOptions = true)
final class GatewayOverheadBenchmark extends OpenLoop {
    private static final int ORDERS = 5;

    @Option(names = "--orders", defaultValue = "http://127.0.0.1:8081", description = "default: ${DEFAULT-VALUE}")
    private String orders;

    @Option(names = "--customers", defaultValue = "http://127.0.0.1:8082", description = "default: ${DEFAULT-VALUE}")
    private String customers;

    @Option(names = "--rate", defaultValue = "200", description = "requests a second; default: ${DEFAULT-VALUE}")
    private int rate;

    /** A target of reads, with its latencies. */
    private record Way(String name, URI address, Histogram micros) {
        static Way of(String name, String address) {
            return new Way(name, URI.create(address), OpenLoop.micros());
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
        measure(shop, ways, warmUp);
        ways.forEach(way -> way.micros().reset());
        measure(shop, ways, seconds);
        ways.forEach(GatewayOverheadBenchmark::report);
        return conclude();
    }

    /**
     * Measures from the time a request is sent, not from when it was due: delays of this client affect both targets
     * alike.
     */
    private void measure(Shop shop, List<Way> ways, int duration) {
        run(rate, duration, (number, due) -> {
            Way way = ways.get(number % ways.size());
            long sent = System.nanoTime();
            shop.get(way.address());
            way.micros().recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
        });
    }

    private static void report(Way way) {
        System.out.printf(
                "%-18s %6d requests, %s%n", way.name(), way.micros().getTotalCount(), percentiles(way.micros()));
    }
}
