package dev.millrace.bench.relay;

import dev.millrace.devstack.DevStack;
import dev.millrace.devstack.Reaper;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Size of the outbox table while events are written at a fixed rate and the relay publishes and removes them. */
@Command(
        name = "relay-bloat",
        description = "size of the outbox table under load",
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
public final class RelayBloatBenchmark implements Callable<Integer> {
    @Option(names = "--rate", defaultValue = "1000", description = "events a second")
    private int rate;

    @Option(names = "--seconds", defaultValue = "180", description = "how long events are written")
    private int seconds;

    @Option(names = "--every", defaultValue = "15", description = "seconds between two looks at the table")
    private int every;

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("bench/target")), "bloat-")
                .toAbsolutePath();
        RunDirectory runDirectory = new RunDirectory(directory);
        Reaper reaper = Reaper.over(runDirectory);
        try (DevStack stack = DevStack.start();
                TopicAdmin topics = new TopicAdmin(stack.bootstrapServers())) {
            RunContext context = RunContext.of("bloat", stack, directory);
            topics.create(context.topic(), RunContext.PARTITIONS);
            MillraceRelay relay = MillraceRelay.onJvm("relay", MillraceRelay.JVM);
            measure(new Source(context), new ManagedProcess(new RelayUnderTestProcess(relay, context), runDirectory));
        } finally {
            reaper.close();
        }
        return 0;
    }

    private void measure(Source source, ManagedProcess relay) throws Exception {
        source.renew();
        relay.launch();
        Events events = new Events(rate * seconds);
        for (int second = 0; second < seconds; second += every) {
            int duration = Math.min(every, seconds - second);
            source.publish(events, rate * second, rate * duration, () -> TimeUnit.SECONDS.toNanos(1) / rate);
            if (!relay.isRunning()) {
                throw relay.failed("has ended");
            }
            System.out.printf("%d s: %s%n", second + duration, source.tableSize());
        }
    }
}
