package dev.millrace.bench.relay;

import dev.millrace.devstack.process.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
        List<String> options = List.of(MillraceRelay.JVM.split(" "));
        List<String> program = List.of(
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
        return Stream.of(List.of(Checkout.javaCommand()), options, program)
                .flatMap(List::stream)
                .toList();
    }
}
