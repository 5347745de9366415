package dev.millrace.bench;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.Packaging;
import dev.millrace.devstack.process.ProcessSpec;
import dev.millrace.devstack.run.TestSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A service of a running system, stopped there and started as a separate process any number of times. Requests use raw
 * sockets to keep the client's overhead low. Closing it restarts the service in the system.
 */
final class StartedService implements AutoCloseable {
    private static final int ANSWER_MILLIS = 5_000;

    private final TestSystem system;
    private final ProcessSpec spec;
    private final Map<String, String> variables;
    private final String token;
    private Optional<Process> process = Optional.empty();

    /** @throws NoSuchFileException if the service has not been built in this packaging */
    StartedService(TestSystem system, String service, Packaging packaging, Map<String, String> variables, String token)
            throws IOException {
        Path artifact = packaging.artifact(Checkout.find(), service);
        if (!Files.exists(artifact)) {
            throw new NoSuchFileException(artifact.toString(), null, "build it first, see docs/benchmarks.md");
        }
        this.system = system;
        this.spec = system.spec(service, packaging);
        this.variables = variables;
        this.token = token;
        system.part(spec.name()).stop();
    }

    /** Returns as soon as the process exists. Migration is off, as for an instance added by scaling out. */
    void start() throws IOException {
        start(spec.command());
    }

    /** Starts a training run: the JVM records the loaded classes and writes the AOT cache when it is stopped. */
    void startTraining() throws IOException {
        start(spec.command().stream()
                .map(each -> each.replace("-XX:AOTCache=", "-XX:AOTCacheOutput="))
                .toList());
    }

    private void start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        system.part(spec.name()).log().toFile()));
        builder.environment().putAll(spec.environment());
        if (spec.environment().containsKey("DATABASE_URL")) {
            builder.environment().put("DATABASE_MIGRATE", "off");
        }
        builder.environment().putAll(variables);
        process = Optional.of(builder.start());
    }

    /** Stops the process and waits for its end. */
    void stop() {
        process.ifPresent(running -> {
            running.destroy();
            running.onExit().join();
        });
        process = Optional.empty();
    }

    private int portOf(String path) {
        return URI.create(path.startsWith("/q/") ? spec.managementAddress() : spec.address())
                .getPort();
    }

    double rssMiB() throws IOException {
        return Usage.of(process.orElseThrow().pid()).rssMiB();
    }

    @Override
    public void close() {
        stop();
        system.part(spec.name()).start();
    }

    /** Whether the response is a 200 with a body that matches the pattern; false while the port is closed. */
    boolean answers(String path, String pattern) throws IOException {
        String text;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), portOf(path))) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write("""
                GET %s HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                Connection: close\r
                \r
                """.formatted(path, token).getBytes(StandardCharsets.US_ASCII));
            text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException nobodyYet) {
            return false;
        }
        return text.startsWith("HTTP/1.1 200")
                && Pattern.compile(pattern, Pattern.DOTALL).matcher(text).find();
    }
}
