package dev.millrace.relay.command;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.kafka.PublisherFactory;
import dev.millrace.relay.support.RunningRelay;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Gives tests of other packages access to the commands. */
public final class CommandFixture {
    private CommandFixture() {}

    public static int release(Map<String, String> settings, String... arguments) throws Exception {
        return RunningRelay.with(
                settings, (config, publishers) -> new ReleaseCommand(config, publishers, System.out).run(arguments));
    }

    public static int check(Map<String, String> settings, PrintStream out) throws Exception {
        return RunningRelay.with(settings, (config, publishers) -> check(config, publishers, out));
    }

    public static int sql(List<String> arguments, PrintStream out) {
        return SqlCommand.run(arguments, out);
    }

    private static int check(RelayConfig config, PublisherFactory publishers, PrintStream out)
            throws InterruptedException {
        return new CheckCommand(config, publishers, out).run();
    }
}
