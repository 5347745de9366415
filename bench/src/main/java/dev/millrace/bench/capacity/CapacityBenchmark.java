package dev.millrace.bench.capacity;

import dev.millrace.bench.Shop;
import dev.millrace.devstack.process.Packaging;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Posts orders through the gateway at rising rates until the backlog grows. Starts the packaged system itself, on free
 * ports and with data of its own, and stops it at the end.
 */
@Command(
        name = "capacity",
        description = "orders a second, latencies and processor time an order, at rising rates",
        mixinStandardHelpOptions = true)
public final class CapacityBenchmark extends OrderLoad {
    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "10,20,30,40,50,60,80,100,120,150,200",
            description = "orders a second, one after the other; default: ${DEFAULT-VALUE}")
    private List<Integer> rates;

    @Option(
            names = "--packaging",
            defaultValue = "JVM",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Packaging packaging;

    @Option(
            names = "--instances",
            defaultValue = "1",
            description = "1 or 2 of each of the three services; default: ${DEFAULT-VALUE}")
    private int instances;

    @Option(
            names = "--customers",
            defaultValue = "50",
            description = "among whom the orders are spread; 1 is one hot account; default: ${DEFAULT-VALUE}")
    private int customers;

    @Option(names = "--chart", description = "an SVG file to write the table's chart to")
    private Path chart;

    @Option(names = "--flame-graphs", description = "a directory to write a flame graph of each JVM to, by rate")
    private Path flameGraphs;

    @Override
    public Integer call() throws Exception {
        try (MeasuredSystem system = MeasuredSystem.start(packaging, instances);
                OrderTable orders = new OrderTable(system.system())) {
            List<RateResult> results = measureAll(system, orders);
            new CapacityReport(packaging, instances, seconds, results).print();
            if (chart != null) {
                CapacityChart.write(results, chart);
            }
        }
        return 0;
    }

    private List<RateResult> measureAll(MeasuredSystem system, OrderTable orders) throws Exception {
        Shop shop = Shop.at(system.system().gateway(), system.system().issuer());
        List<String> accounts = customersOf(shop, customers);
        Load load = new Load(system, orders, shop, accounts);
        load.measure(rates.getFirst(), warmUp);
        List<RateResult> results = new ArrayList<>();
        for (int rate : rates) {
            RateResult result = load.profiled(rate);
            results.add(result);
            System.err.printf(
                    "%d/s offered: %.1f/s decided, %.1f ms of processor time an order%n",
                    rate, result.decided(), result.cpuMillisInAll());
            printFailures();
            if (!result.sustained()) {
                break;
            }
        }
        return results;
    }

    /** Orders of the customers in turn, at a fixed rate. */
    private final class Load {
        private final MeasuredSystem system;
        private final OrderTable orders;
        private final Shop shop;
        private final List<String> customers;

        private Load(MeasuredSystem system, OrderTable orders, Shop shop, List<String> customers) {
            this.system = system;
            this.orders = orders;
            this.shop = shop;
            this.customers = customers;
        }

        private RateResult profiled(int rate) throws IOException, SQLException {
            if (flameGraphs == null) {
                return measure(rate, seconds);
            }
            FlameGraphs graphs = new FlameGraphs(system.parts(), flameGraphs);
            graphs.begin();
            RateResult result = measure(rate, seconds);
            graphs.write(rate);
            return result;
        }

        private RateResult measure(int rate, int duration) throws IOException, SQLException {
            return CapacityBenchmark.this.measure(system, orders, shop, customers, rate, duration);
        }
    }

    /** Description of the machine for the report. */
    static String machine() {
        return Stream.of(
                        Runtime.getRuntime().availableProcessors() + " processors",
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        "JDK " + Runtime.version().feature())
                .reduce((one, next) -> one + ", " + next)
                .orElseThrow();
    }
}
