package dev.millrace.bench.capacity;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.bench.Shop;
import dev.millrace.devstack.process.Packaging;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The price of telemetry: the same load on a system that exports everything by OTLP to a collector in this process and
 * attributes costs, and on one that does neither. Both run in turn, in pairs, the order alternating.
 */
@Command(
        name = "telemetry",
        description = "throughput, latencies and processor time with telemetry on and off, in pairs",
        mixinStandardHelpOptions = true)
public final class TelemetryBenchmark extends OrderLoad {
    private static final int CUSTOMERS = 50;

    @Option(names = "--pairs", defaultValue = "3", description = "default: ${DEFAULT-VALUE}")
    private int pairs;

    @Option(
            names = "--rate",
            defaultValue = "40",
            description =
                    "orders a second; beyond the capacity, decided/s is the throughput; default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(
            names = "--sampling",
            defaultValue = "0.1",
            description = "share of the requests whose spans are exported; default: ${DEFAULT-VALUE}")
    private double sampling;

    @Option(
            names = "--packaging",
            defaultValue = "JVM",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Packaging packaging;

    private record Pair(RateResult off, RateResult on) {
        /** How much more the value is with telemetry, in percent. */
        double change(ToDoubleFunction<RateResult> value) {
            return 100 * (value.applyAsDouble(on) / value.applyAsDouble(off) - 1);
        }
    }

    @Override
    public Integer call() throws Exception {
        HttpServer collector = collector();
        List<Pair> results = new ArrayList<>();
        try {
            Map<String, String> on = on(collector.getAddress().getPort());
            for (int i = 0; i < pairs; i++) {
                boolean offFirst = i % 2 == 0;
                RateResult first = measure(offFirst ? off() : on);
                RateResult second = measure(offFirst ? on : off());
                results.add(offFirst ? new Pair(first, second) : new Pair(second, first));
            }
        } finally {
            collector.stop(0);
        }
        print(results);
        return 0;
    }

    private RateResult measure(Map<String, String> environment) throws IOException, InterruptedException, SQLException {
        try (MeasuredSystem system = MeasuredSystem.start(packaging, environment);
                OrderTable orders = new OrderTable(system.system())) {
            Shop shop = Shop.at(system.system().gateway(), system.system().issuer());
            List<String> customers = customersOf(shop, CUSTOMERS);
            measure(system, orders, shop, customers, rate, warmUp);
            RateResult result = measure(system, orders, shop, customers, rate, seconds);
            printFailures();
            return result;
        }
    }

    private static Map<String, String> off() {
        return Map.of("COSTS_ENABLED", "false");
    }

    private Map<String, String> on(int collector) {
        return Map.of(
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector,
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "QUARKUS_OTEL_TRACES_SAMPLER_ARG",
                Double.toString(sampling));
    }

    /** Takes everything and keeps nothing. */
    private static HttpServer collector() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private void print(List<Pair> results) {
        System.out.printf(
                "%s, %d orders/s for %d s, %.0f %% of the requests sampled, everything and the load on one machine: %s%n%n",
                packaging, rate, seconds, 100 * sampling, CapacityBenchmark.machine());
        System.out.println("| pair | telemetry | decided/s | failed | POST p50 / p99, ms | CPU an order, ms |");
        System.out.println("|---:|---|---:|---:|---:|---:|");
        for (int i = 0; i < results.size(); i++) {
            print(i + 1, "off", results.get(i).off());
            print(i + 1, "on", results.get(i).on());
        }
        System.out.printf(
                "%nWith telemetry, median of the pairs: decided/s %+.1f %%, POST p99 %+.1f %%, CPU an order %+.1f %%%n",
                median(results, RateResult::decided),
                median(results, result -> result.post().p99()),
                median(results, RateResult::cpuMillisInAll));
    }

    private static void print(int pair, String telemetry, RateResult result) {
        System.out.printf(
                "| %d | %s | %.1f | %d | %.1f / %.1f | %.1f |%n",
                pair,
                telemetry,
                result.decided(),
                result.failed(),
                result.post().p50(),
                result.post().p99(),
                result.cpuMillisInAll());
    }

    private static double median(List<Pair> results, ToDoubleFunction<RateResult> value) {
        double[] changes = results.stream()
                .mapToDouble(pair -> pair.change(value))
                .sorted()
                .toArray();
        int middle = changes.length / 2;
        return changes.length % 2 == 1 ? changes[middle] : (changes[middle - 1] + changes[middle]) / 2;
    }
}
