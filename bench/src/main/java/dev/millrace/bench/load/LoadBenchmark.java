package dev.millrace.bench.load;

import dev.millrace.bench.Shop;
import dev.millrace.bench.SystemBenchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Load of a running system by a profile of users, with Gatling: requests are sent at their scheduled times, whether or
 * not earlier ones are answered.
 */
@Command(
        name = "load",
        description = "browse, buy or burst against a running system, open loop, with an HTML report",
        mixinStandardHelpOptions = true)
public final class LoadBenchmark extends SystemBenchmark {
    private static final int CUSTOMERS = 20;
    private static final int ORDERS_EACH = 10;

    /** What the users do. */
    enum Profile {
        browse,
        buy,
        burst
    }

    @Option(
            names = "--profile",
            required = true,
            description = "${COMPLETION-CANDIDATES}; a burst is five times the rate")
    private Profile profile;

    @Option(names = "--rate", defaultValue = "20", description = "arrivals a second; default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(
            names = "--system",
            defaultValue = ".run",
            description =
                    "directory of the system under ./run, whose processes' CPU is recorded; default: ${DEFAULT-VALUE}")
    private Path system;

    @Option(names = "--report", defaultValue = "bench/target/load", description = "default: ${DEFAULT-VALUE}")
    private Path report;

    @Override
    public Integer call() throws Exception {
        Shop shop = Shop.at(gateway, issuer);
        List<String> customers = shop.customers(CUSTOMERS);
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS * ORDERS_EACH; i++) {
            orders.add(shop.order(customers.get(i % CUSTOMERS)));
        }
        Gatling gatling = new Gatling(profile.name(), rate, gateway, shop.token(), customers, orders);
        if (warmUp > 0) {
            gatling.run(warmUp, Files.createTempDirectory("load-warm-up"));
        }
        Path written;
        try (ServerCpu cpu = new ServerCpu(system)) {
            written = gatling.run(seconds, report);
            System.out.println(cpu.report(written));
        }
        System.out.println("Report: " + written.resolve("index.html").toUri());
        return gatling.failed() ? 1 : 0;
    }
}
