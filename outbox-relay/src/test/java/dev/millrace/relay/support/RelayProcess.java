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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The packaged relay as a separate process, which tests kill, freeze and terminate. */
public final class RelayProcess implements AutoCloseable {
    private static final List<String> JVM_OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m");
    private static final List<String> COMMAND =
            Packaging.ofThisBuild().command(Checkout.find(), "outbox-relay", JVM_OPTIONS);

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;
    private final int managementPort;
    private final Path log;

    private RelayProcess(Process process, int port, int managementPort, Path log) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
        this.log = log;
    }

    /** @param settings as properties; passed as environment variables, as {@code ./run} does */
    public static RelayProcess start(Map<String, String> settings) throws IOException {
        return start(COMMAND, settings);
    }

    /** @param application the directory {@code quarkus-app} of another version */
    public static RelayProcess start(Path application, Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(Checkout.javaCommand()));
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-jar", application.resolve("quarkus-run.jar").toString()));
        return start(command, settings);
    }

    private static RelayProcess start(List<String> command, Map<String, String> settings) throws IOException {
        int port = freePort();
        int managementPort = freePort();
        Path log = Files.createTempFile(Path.of("target"), "relay-", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        settings.forEach((key, value) ->
                builder.environment().put(key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));
        builder.environment().put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", String.valueOf(managementPort));
        return new RelayProcess(builder.start(), port, managementPort, log);
    }

    /** @param output of a command that has ended */
    public record Ended(int exitCode, String output) {}

    /** Executes a command of the packaged relay. */
    public static Ended execute(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(COMMAND);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), output);
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

    /** The management port's response; empty while it does not answer. */
    public String get(String path) {
        return send(request(managementPort, path).GET().build());
    }

    /** The public port's response. */
    public String getInPublic(String path) {
        return send(request(port, path).GET().build());
    }

    /** Sends a GET request as an operator. */
    public String ask(String path) {
        return send(request(managementPort, path)
                .header("X-Requested-By", "test")
                .GET()
                .build());
    }

    /** Replays everything that is parked, as an operator. */
    public String replay() {
        return post("/parked/replay");
    }

    /** Replays one event, as an operator. */
    public String replay(String id) {
        return post("/parked/" + id + "/replay");
    }

    private String post(String path) {
        return send(request(managementPort, path)
                .header("X-Requested-By", "test")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** Posts like a form on a web page, without the operator's header. */
    public String submit(String path) {
        return send(request(managementPort, path)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("a=b"))
                .build());
    }

    /** Everything that the process has logged so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .timeout(TIMEOUT);
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

    /** Sends SIGTERM and returns the exit code. */
    public int terminate(Duration timeout) throws InterruptedException {
        process.destroy();
        return awaitExit(timeout);
    }

    public int awaitExit(Duration timeout) throws InterruptedException {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + timeout);
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
