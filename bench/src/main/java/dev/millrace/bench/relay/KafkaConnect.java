package dev.millrace.bench.relay;

import dev.millrace.devstack.process.Await;
import dev.millrace.devstack.process.Checkout;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A single Kafka Connect worker with the JVM options of its own scripts. It runs in distributed mode, because only
 * that mode supports exactly-once.
 */
record KafkaConnect() implements RelayUnderTest {
    private static final Duration START = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "kafka-connect";
    }

    @Override
    public String description() {
        return "Kafka Connect 4.3.1 with Debezium 3.6.1.Final, outbox event router, exactly once: heap and collector of"
                + " its script (-Xms256M -Xmx2G, G1), poll 5 ms, batch 8192, queue 32768, producer lz4, linger 0,"
                + " batches of 128 KiB";
    }

    @Override
    public List<Path> needs() {
        return List.of(Peers.directory().resolve("connect"), Peers.directory().resolve("plugins"));
    }

    @Override
    public void prepare(RunContext context) throws IOException {
        Map<String, String> storage = Map.of(
                "config.storage.topic", context.topic() + ".configs",
                "config.storage.replication.factor", "1",
                "offset.storage.topic", context.topic() + ".offsets",
                "offset.storage.replication.factor", "1",
                "offset.storage.partitions", "1",
                "status.storage.topic", context.topic() + ".status",
                "status.storage.replication.factor", "1",
                "status.storage.partitions", "1");
        Map<String, String> worker = Map.of(
                "bootstrap.servers",
                context.stack().bootstrapServers(),
                "group.id",
                context.id(),
                "listeners",
                "http://127.0.0.1:" + context.port(),
                "plugin.path",
                Peers.directory().resolve("plugins").toString(),
                "key.converter",
                "org.apache.kafka.connect.storage.StringConverter",
                "value.converter",
                "org.apache.kafka.connect.storage.StringConverter",
                "scheduled.rebalance.max.delay.ms",
                "0",
                "exactly.once.source.support",
                "enabled");
        Peers.write(worker(context), Peers.together(List.of(storage, worker)));
    }

    @Override
    public List<String> command(RunContext context) {
        return List.of(
                Checkout.javaCommand(),
                "-Xms256M",
                "-Xmx2G",
                "-server",
                "-XX:+UseG1GC",
                "-XX:MaxGCPauseMillis=20",
                "-XX:InitiatingHeapOccupancyPercent=35",
                "-XX:+ExplicitGCInvokesConcurrent",
                "-Djava.awt.headless=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                Peers.directory().resolve("connect/*").toString(),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                worker(context).toString());
    }

    /** Creates the connector. The worker stores it, so this is needed only once. */
    @Override
    public void introduce(RunContext context) throws IOException, InterruptedException {
        Map<String, String> tuning = Map.of(
                "tasks.max", "1",
                "exactly.once.support", "required",
                "poll.interval.ms", "5",
                "max.batch.size", "8192",
                "max.queue.size", "32768",
                "producer.override.compression.type", "lz4",
                "producer.override.linger.ms", "0",
                "producer.override.batch.size", "131072");
        String settings =
                Peers.together(List.of(Peers.connector(context), Peers.router(context), tuning)).entrySet().stream()
                        .map(setting -> "\"%s\": \"%s\"".formatted(setting.getKey(), setting.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
        HttpRequest put = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/connectors/outbox/config".formatted(context.port())))
                .header("Content-Type", "application/json")
                .timeout(START)
                .PUT(BodyPublishers.ofString(settings))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            if (!Await.until(START, () -> isAccepted(http, put))) {
                throw new IOException("Kafka Connect does not take its connector");
            }
        }
    }

    private static boolean isAccepted(HttpClient http, HttpRequest put) {
        try {
            HttpResponse<String> answer = http.send(put, BodyHandlers.ofString());
            return answer.statusCode() / 100 == 2;
        } catch (IOException notListeningYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Path worker(RunContext context) {
        return context.directory().resolve("worker.properties");
    }
}
