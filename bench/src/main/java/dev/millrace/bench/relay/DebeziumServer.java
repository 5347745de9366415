package dev.millrace.bench.relay;

import dev.millrace.devstack.process.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Debezium Server with its Kafka sink, started as by its {@code run.sh}: at-least-once, offsets in a file. */
record DebeziumServer(String name, String setUp, List<String> jvm, Map<String, String> tuning)
        implements RelayUnderTest {

    static DebeziumServer withDefaults() {
        return new DebeziumServer(
                "debezium-server", "all defaults, heap too (a quarter of the machine)", List.of(), Map.of());
    }

    static DebeziumServer tuned() {
        return new DebeziumServer(
                "debezium-server-tuned",
                "-Xmx512m, poll 5 ms, batch 8192, queue 32768, producer lz4, linger 1 ms, batches of 128 KiB",
                List.of("-Xmx512m"),
                Map.of(
                        "debezium.source.poll.interval.ms", "5",
                        "debezium.source.max.batch.size", "8192",
                        "debezium.source.max.queue.size", "32768",
                        "debezium.source.offset.flush.interval.ms", "1000",
                        "debezium.sink.kafka.producer.compression.type", "lz4",
                        "debezium.sink.kafka.producer.linger.ms", "1",
                        "debezium.sink.kafka.producer.batch.size", "131072"));
    }

    @Override
    public String description() {
        return "Debezium Server 3.6.1.Final, outbox event router, at least once: " + setUp;
    }

    @Override
    public List<Path> needs() {
        return List.of(runner());
    }

    @Override
    public void prepare(RunContext context) throws IOException {
        Map<String, String> server = Map.of(
                "quarkus.http.port", Integer.toString(context.port()),
                "quarkus.log.console.level", "WARN",
                "debezium.source.offset.storage.file.filename",
                        context.directory().resolve("offsets.dat").toString(),
                "debezium.format.key", "simplestring",
                "debezium.format.value", "simplestring",
                "debezium.sink.type", "kafka",
                "debezium.sink.kafka.producer.bootstrap.servers",
                        context.stack().bootstrapServers(),
                "debezium.sink.kafka.producer.key.serializer", "org.apache.kafka.common.serialization.StringSerializer",
                "debezium.sink.kafka.producer.value.serializer",
                        "org.apache.kafka.common.serialization.StringSerializer");
        Peers.write(
                context.directory().resolve("config/application.properties"),
                Peers.together(List.of(
                        server,
                        Peers.prefixed("debezium.source.", Peers.connector(context)),
                        Peers.prefixed("debezium.", Peers.router(context)),
                        tuning)));
    }

    @Override
    public List<String> command(RunContext context) {
        String classPath = runner() + ":config/lib:" + home().resolve("lib/*");
        List<String> inDirectory = List.of(
                "sh", "-c", "cd \"$0\" && exec \"$@\"", context.directory().toString(), Checkout.javaCommand());
        // Quarkus requires this on JDK 24 and later; without it the log fills up with errors.
        List<String> opened = List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED");
        return Stream.of(inDirectory, jvm, opened, List.of("-cp", classPath, "io.debezium.server.Main"))
                .flatMap(List::stream)
                .toList();
    }

    private static Path home() {
        return Peers.directory().resolve("debezium-server");
    }

    private static Path runner() {
        return home().resolve("debezium-server-dist-3.6.1.Final-runner.jar");
    }
}
