package dev.millrace.bench;

import dev.millrace.bench.capacity.CapacityBenchmark;
import dev.millrace.bench.capacity.OverloadBenchmark;
import dev.millrace.bench.capacity.TelemetryBenchmark;
import dev.millrace.bench.load.LoadBenchmark;
import dev.millrace.bench.relay.RelayBloatBenchmark;
import dev.millrace.bench.relay.RelayPeersBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks, one subcommand each. */
@Command(
        name = "bench/run",
        subcommands = {
            OrderLatencyBenchmark.class,
            ViewLagBenchmark.class,
            RelayPeersBenchmark.class,
            RelayBloatBenchmark.class,
            GatewayOverheadBenchmark.class,
            StartupBenchmark.class,
            CapacityBenchmark.class,
            OverloadBenchmark.class,
            TelemetryBenchmark.class,
            LoadBenchmark.class
        },
        mixinStandardHelpOptions = true)
final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
