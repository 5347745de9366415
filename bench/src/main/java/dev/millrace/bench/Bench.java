package dev.millrace.bench;

import dev.millrace.bench.peers.RelayPeers;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks, a subcommand each. */
@Command(
        name = "bench/run",
        subcommands = {OrderLatency.class, ViewLag.class, RelayPeers.class, GatewayOverhead.class, Startup.class},
        mixinStandardHelpOptions = true)
final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
