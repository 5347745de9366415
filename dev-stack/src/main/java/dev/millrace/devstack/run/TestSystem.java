package dev.millrace.devstack.run;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.Reaper;
import dev.millrace.devstack.identity.Identity;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.Packaging;
import dev.millrace.devstack.process.Ports;
import dev.millrace.devstack.process.ProcessSpec;
import dev.millrace.devstack.process.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * The whole of Millrace for a test: the packaged services as processes, on ports that are free, with data of its own.
 * {@link #close()} ends everything and leaves only the logs, below {@code target}; so does the end of this JVM, however
 * it comes.
 */
public final class TestSystem implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    // Keeps every port below those that outgoing connections use.
    private static final int MAX_OFFSET = 12_000;

    private static final Instances TWO_EACH =
            new Instances(Arrays.stream(Service.values()).collect(Collectors.toMap(service -> service, service -> 2)));

    private final LocalSystem system;
    private final PortMap ports;
    private final PortMap two;
    private final Reaper warden;

    private TestSystem(LocalSystem system, Reaper warden) {
        this.system = system;
        this.ports = new PortMap(system.offset());
        this.two = new PortMap(system.offset(), TWO_EACH);
        this.warden = warden;
    }

    /** Returns when every part is ready. The services must have been packaged, as this build packages. */
    public static TestSystem start() {
        return start(Packaging.ofThisBuild());
    }

    /** Returns when every part is ready. The services must have been packaged so. */
    public static TestSystem start(Packaging packaging) {
        try {
            Path target = Files.createDirectories(Path.of("target"));
            RunDirectory layout = new RunDirectory(Files.createTempDirectory(target, "millrace-"));
            LocalSystem system = LocalSystem.at(freeOffset(), packaging, layout, Instances.ONE_EACH);
            TestSystem started = new TestSystem(system, Reaper.over(layout));
            started.startParts();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All servers and services, each once. */
    public List<ManagedProcess> parts() {
        return system.parts();
    }

    /** A server or service by its name, to stop, kill and start again; data and port stay. */
    public ManagedProcess part(String name) {
        return system.part(name);
    }

    /** How a service of this system is run when packaged so, for who runs it otherwise than as a part. */
    public ProcessSpec program(String service, Packaging packaging) {
        return new QuarkusService(new Instance(Service.named(service), 1), ports, packaging, Map.of());
    }

    /**
     * An instance of a service that is one of two: a gateway knows both instances of each service, and whoever is told to
     * stop gives the others time to notice. The first instance is the one that runs already, and is such a one once it
     * has been started again.
     *
     * @param number 1 or 2
     * @param environment variables that win over all others
     */
    public ManagedProcess oneOfTwo(String service, int number, Map<String, String> environment) {
        return beside(
                new QuarkusService(new Instance(Service.named(service), number), two, system.packaging(), environment));
    }

    /**
     * One more instance of a service, not started yet; the system's own parts do not know it.
     *
     * @param number from 2 on
     * @param environment variables that win over all others
     */
    public ManagedProcess another(String service, int number, Map<String, String> environment) {
        return beside(new QuarkusService(
                new Instance(Service.named(service), number), ports, system.packaging(), environment));
    }

    /** A program that is no part of Millrace, not started yet. */
    public ManagedProcess beside(ProcessSpec program) {
        return new ManagedProcess(program, system.layout());
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
            Concurrently.forEach(system.servers(), part -> part.start(TIMEOUT));
            Concurrently.forEach(system.services(), part -> part.start(TIMEOUT));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static int freeOffset() {
        int offset;
        do {
            offset = ThreadLocalRandom.current().nextInt(1, MAX_OFFSET);
        } while (!isFree(offset));
        return offset;
    }

    private static boolean isFree(int offset) {
        return LocalSystem.at(offset, Packaging.JVM, new RunDirectory(Path.of("target")), TWO_EACH).parts().stream()
                .flatMap(part -> part.allPorts().stream())
                .allMatch(Ports::isFree);
    }
}
