package dev.millrace.bench.peers;

import dev.millrace.devstack.process.Checkout;
import java.nio.file.Path;
import java.util.List;

/** The baseline: the driver's replication stream into a transactional producer, with nothing in between. */
record PlainDecoding() implements RelayUnderTest {
    @Override
    public String name() {
        return "plain-decoding";
    }

    @Override
    public String description() {
        return "the limit: pgoutput by the driver into a transactional producer, no position kept but the slot's: "
                + MillraceRelay.JVM;
    }

    @Override
    public List<Path> needs() {
        return List.of();
    }

    @Override
    public List<String> command(RunContext context) {
        return List.of(
                Checkout.javaCommand(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                PlainDecoder.class.getName(),
                context.jdbcUrl(),
                context.reader().username(),
                context.reader().password(),
                context.slot(),
                context.stack().bootstrapServers(),
                context.topic());
    }
}
