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
 * One service of a running system, taken out of it, started as a bare process as often as one likes, and asked over bare
 * sockets, so that the client costs next to nothing. Closing it puts the part back.
 */
final class StartedService implements AutoCloseable {
    private static final int ANSWER_MILLIS = 5_000;

    private final TestSystem system;
    private final ProcessSpec program;
    private final Map<String, String> variables;
    private final String token;
    private Optional<Process> process = Optional.empty();

    /** @throws NoSuchFileException when the service is not packaged in this way */
    StartedService(TestSystem system, String service, Packaging packaging, Map<String, String> variables, String token)
            throws IOException {
        Path artifact = packaging.artifact(Checkout.find(), service);
        if (!Files.exists(artifact)) {
            throw new NoSuchFileException(artifact.toString(), null, "build it first, see docs/benchmarks.md");
        }
        this.system = system;
        this.program = system.program(service, packaging);
        this.variables = variables;
        this.token = token;
        system.part(program.name()).stop();
    }

    /** Returns as soon as there is a process, as an instance that is scaled up: others have migrated the database. */
    void start() throws IOException {
        start(program.command());
    }

    /** The same in a JVM that notes which classes it loads and leaves them as a cache when it is stopped. */
    void startTraining() throws IOException {
        start(program.command().stream()
                .map(each -> each.replace("-XX:AOTCache=", "-XX:AOTCacheOutput="))
                .toList());
    }

    private void start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        system.part(program.name()).log().toFile()));
        builder.environment().putAll(program.environment());
        if (program.environment().containsKey("DATABASE_URL")) {
            builder.environment().put("DATABASE_MIGRATE", "off");
        }
        builder.environment().putAll(variables);
        process = Optional.of(builder.start());
    }

    /** Returns when the process has ended. */
    void stop() {
        process.ifPresent(running -> {
            running.destroy();
            running.onExit().join();
        });
        process = Optional.empty();
    }

    private int portOf(String path) {
        return URI.create(path.startsWith("/q/") ? program.managementAddress() : program.address())
                .getPort();
    }

    double rssMiB() throws IOException {
        return Usage.of(process.orElseThrow().pid()).rssMiB();
    }

    @Override
    public void close() {
        stop();
        system.part(program.name()).start();
    }

    /** Whether the path is answered with 200 and a body in which the pattern is found; false while nobody listens. */
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
