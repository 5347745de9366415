package dev.millrace.bench.relay;

import dev.millrace.devstack.DevStack;
import dev.millrace.devstack.Reaper;
import dev.millrace.devstack.process.ProcessFailed;
import dev.millrace.devstack.process.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Compares the relay with other outbox publishers on one PostgreSQL and one Kafka. Every round runs each of them once,
 * one after the other. {@code bench/relay-peers} downloads the peers first.
 */
@Command(
        name = "relay-peers",
        description = "the relay beside Debezium Server, Kafka Connect and plain decoding",
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
public final class RelayPeersBenchmark implements Callable<Integer> {
    private static final String TRANSACTION = "transaction";

    @Option(names = "--events", defaultValue = "200000", description = "events in a backlog; 0 for none")
    private int events;

    @Option(
            names = "--payload",
            defaultValue = "200,2000",
            split = ",",
            description = "sizes of the backlogs' payloads")
    private List<Integer> payloads;

    @Option(names = "--rates", defaultValue = "100,1000", split = ",", description = "events a second; 0 for none")
    private List<Integer> rates;

    @Option(names = "--seconds", defaultValue = "30", description = "at each rate")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "10", description = "seconds at each rate before those that count")
    private int warmUp;

    @Option(names = "--random", description = "events come at random instead of at even intervals")
    private boolean random;

    @Option(names = "--idle", defaultValue = "10", description = "seconds without events")
    private int idle;

    @Option(names = "--rounds", defaultValue = "3", description = "how often each has its turn")
    private int rounds;

    @Option(
            names = "--only",
            split = ",",
            description = "relay, relay-native, debezium-server, debezium-server-tuned, kafka-connect, plain-decoding,"
                    + " or transaction, which is not among all: what a Kafka transaction takes by itself")
    private List<String> only = List.of();

    @Option(
            names = "--variant",
            paramLabel = "<name>=<options>",
            description = "one more relay with these JVM options and NAME=value variables")
    private Map<String, String> variants = new TreeMap<>();

    @Option(
            names = "--results",
            defaultValue = "bench/target/relay-peers.tsv",
            description = "every value; those of earlier runs that it has count as well")
    private Path file;

    @Override
    public Integer call() throws Exception {
        Workload workload = new Workload(
                events,
                events == 0 ? List.of() : payloads,
                rates.stream().filter(rate -> rate > 0).toList(),
                seconds,
                warmUp,
                random,
                Duration.ofSeconds(idle));
        Results results = new Results(file);
        List<RelayUnderTest> relays = relays();
        boolean complete = inRounds(relays, workload, results);
        relays.forEach(each -> System.out.printf("- %s: %s%n", each.name(), each.description()));
        System.out.printf("%n%s", results.table());
        return complete ? 0 : 1;
    }

    private boolean inRounds(List<RelayUnderTest> relays, Workload workload, Results results) throws Exception {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("bench/target")), "peers-")
                .toAbsolutePath();
        RunDirectory runDirectory = new RunDirectory(directory);
        Reaper reaper = Reaper.over(runDirectory);
        boolean complete = true;
        try (DevStack stack = DevStack.start()) {
            for (int round = 1; round <= rounds; round++) {
                for (RelayUnderTest relay : inTurn(relays, round)) {
                    System.out.printf("round %d: %s (load %s)%n", round, relay.name(), load());
                    String id = relay.name().replace('-', '_') + "_" + round;
                    complete &= run(workload, relay, RunContext.of(id, stack, directory), runDirectory, results);
                }
                if (only.contains(TRANSACTION)) {
                    transactions(stack, workload, results, round);
                }
            }
        } finally {
            reaper.close();
        }
        return complete;
    }

    /** @return whether all events were published */
    private static boolean run(
            Workload workload, RelayUnderTest relay, RunContext context, RunDirectory runDirectory, Results results)
            throws Exception {
        Events events = new Events(workload.mostEvents());
        String bootstrapServers = context.stack().bootstrapServers();
        try (TopicAdmin topics = new TopicAdmin(bootstrapServers)) {
            topics.create(context.topic(), RunContext.PARTITIONS);
            try (Observer observer = new Observer(bootstrapServers, context.topic(), events)) {
                new BenchmarkRun(workload, relay, context, runDirectory, observer, events, results).run();
                return true;
            } catch (ProcessFailed e) {
                System.out.println(e.getMessage());
                return false;
            } finally {
                topics.deleteStartingWith(context.topic());
            }
        }
    }

    private void transactions(DevStack stack, Workload workload, Results results, int round) throws Exception {
        try (TopicAdmin topics = new TopicAdmin(stack.bootstrapServers())) {
            for (int records = 1; records <= 2; records++) {
                String id = "transaction_%d_%d".formatted(round, records);
                for (int record = 0; record < records; record++) {
                    topics.create(TransactionCost.topic(id, record), 1);
                }
                new TransactionCost(stack, workload, results).measure(id, records);
            }
        }
    }

    private List<RelayUnderTest> relays() {
        Stream<RelayUnderTest> known = Stream.of(
                MillraceRelay.onJvm("relay", MillraceRelay.JVM),
                MillraceRelay.nativeBinary(),
                DebeziumServer.withDefaults(),
                DebeziumServer.tuned(),
                new KafkaConnect(),
                new PlainDecoding());
        Stream<RelayUnderTest> more =
                variants.entrySet().stream().map(entry -> MillraceRelay.onJvm(entry.getKey(), entry.getValue()));
        Predicate<RelayUnderTest> wanted = each -> only.isEmpty() || only.contains(each.name());
        List<RelayUnderTest> present = new ArrayList<>();
        Stream.concat(known.filter(wanted), more)
                .forEach(each -> each.missing()
                        .ifPresentOrElse(
                                file -> System.out.printf("- %s is left out: there is no %s%n", each.name(), file),
                                () -> present.add(each)));
        return present;
    }

    /** Reverses the order in every second round, so that no relay always follows the same one. */
    private static List<RelayUnderTest> inTurn(List<RelayUnderTest> relays, int round) {
        return round % 2 == 1 ? relays : relays.reversed();
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }
}
