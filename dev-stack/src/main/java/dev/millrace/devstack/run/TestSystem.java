package dev.millrace.devstack.run;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.Warden;
import dev.millrace.devstack.identity.Identity;
import dev.millrace.devstack.process.Layout;
import dev.millrace.devstack.process.Packaging;
import dev.millrace.devstack.process.Part;
import dev.millrace.devstack.process.Ports;
import dev.millrace.devstack.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The whole of Millrace for a test: the packaged services as processes, on ports that are free, with data of its own.
 * {@link #close()} ends everything and leaves only the logs, below {@code target}; so does the end of this JVM, however
 * it comes.
 */
public final class TestSystem implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    // Keeps every port below those that outgoing connections use.
    private static final int MAX_OFFSET = 12_000;

    private final LocalSystem system;
    private final PortMap ports;
    private final Warden warden;

    private TestSystem(LocalSystem system, Warden warden) {
        this.system = system;
        this.ports = new PortMap(system.offset());
        this.warden = warden;
    }

    /** Returns when every part is ready. The services must have been packaged. */
    public static TestSystem start() {
        try {
            Path target = Files.createDirectories(Path.of("target"));
            Layout layout = new Layout(Files.createTempDirectory(target, "millrace-"));
            TestSystem started =
                    new TestSystem(LocalSystem.at(freeOffset(), Packaging.ofThisBuild(), layout), Warden.over(layout));
            started.startParts();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server or service by its name, to stop, kill and start again; data and port stay. */
    public Part part(String name) {
        return system.part(name);
    }

    /**
     * One more instance of a service, on a port of its own and not started yet.
     *
     * @param name unique in the system
     * @param environment wins over what the service is told anyway
     */
    public Part another(String service, String name, Map<String, String> environment) {
        return beside(
                new QuarkusService(Service.named(service), ports, system.packaging(), name, Ports.free(), environment));
    }

    /** A program that is no part of Millrace, not started yet. */
    public Part beside(Program program) {
        return new Part(program, system.layout());
    }

    /** The gateway's base URL. */
    public String gateway() {
        return part(Service.API_GATEWAY.module()).address();
    }

    /** The issuer's base URL. */
    public String issuer() {
        return part(Identity.NAME).address();
    }

    public String jdbcUrl(Database database) {
        return ports.jdbcUrl(database);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + ports.kafka();
    }

    @Override
    public void close() {
        warden.close();
    }

    private void startParts() {
        try {
            Concurrently.forEach(system.servers(), part -> part.start(PATIENCE));
            Concurrently.forEach(system.services(), part -> part.start(PATIENCE));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static int freeOffset() {
        int offset;
        do {
            offset = ThreadLocalRandom.current().nextInt(1, MAX_OFFSET);
        } while (!LocalSystem.at(offset, Packaging.JVM).parts().stream().allMatch(part -> Ports.isFree(part.port())));
        return offset;
    }
}
