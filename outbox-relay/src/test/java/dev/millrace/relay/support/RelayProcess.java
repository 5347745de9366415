package dev.millrace.relay.support;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.Packaging;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged relay as a process of its own, to be killed, frozen and asked to end. */
public final class RelayProcess implements AutoCloseable {
    private static final List<String> COMMAND = Packaging.ofThisBuild()
            .command(
                    Checkout.find(), "outbox-relay", List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m"));

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private RelayProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param settings as properties; they are handed over as environment variables, as {@code ./run} does */
    public static RelayProcess start(Map<String, String> settings) throws IOException {
        int port = freePort();
        Path log = Files.createTempFile(Path.of("target"), "relay-", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(COMMAND).redirectErrorStream(true).redirectOutput(log.toFile());
        settings.forEach((key, value) ->
                builder.environment().put(key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        return new RelayProcess(builder.start(), port);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String readiness() {
        return get("/q/health/ready");
    }

    /** Empty while nothing answers. */
    public String get(String path) {
        return send(request(path, Duration.ofSeconds(2)).GET().build());
    }

    /** Empty while nothing answers. */
    public String post(String path) {
        return send(request(path, Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private HttpRequest.Builder request(String path, Duration patience) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .timeout(patience);
    }

    private String send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException notYet) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    public RelayProcess awaitReadiness(String part) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> readiness().contains(part));
        return this;
    }

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGTERM; returns the exit code, or empty when it takes longer. */
    public int terminate(Duration patience) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + patience);
        }
        return process.exitValue();
    }

    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
    }

    @Override
    public void close() {
        kill();
        http.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
