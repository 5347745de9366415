package dev.millrace.devstack.run;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.Reaper;
import dev.millrace.devstack.identity.Identity;
import dev.millrace.devstack.kafka.Kafka;
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
 * The whole system for a test: servers and packaged services as processes, on free ports, with data of its own.
 * {@link #close()} or the end of this JVM, however it ends, stops everything and removes all files except the logs,
 * which are below {@code target}.
 */
public final class TestSystem implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    // Keeps all ports below the ephemeral range.
    private static final int MAX_OFFSET = 12_000;

    private static final Instances TWO_EACH =
            new Instances(Arrays.stream(Service.values()).collect(Collectors.toMap(service -> service, service -> 2)));

    private final LocalSystem system;
    private final PortMap ports;
    private final PortMap portsOfTwo;
    private final Reaper reaper;

    private TestSystem(LocalSystem system, Reaper reaper) {
        this.system = system;
        this.ports = new PortMap(system.offset());
        this.portsOfTwo = new PortMap(system.offset(), TWO_EACH);
        this.reaper = reaper;
    }

    /** Starts the services as packaged by this build and returns when all processes are ready. */
    public static TestSystem start() {
        return start(Packaging.ofThisBuild());
    }

    /** As {@link #start()}, with variables for every service. */
    public static TestSystem start(Map<String, String> environment) {
        return start(Packaging.ofThisBuild(), environment);
    }

    /**
     * Starts the services in this packaging, in which they must have been built, and returns when all processes are
     * ready.
     */
    public static TestSystem start(Packaging packaging) {
        return start(packaging, Map.of());
    }

    /** As {@link #start(Packaging)}, with variables for every service. */
    public static TestSystem start(Packaging packaging, Map<String, String> environment) {
        try {
            Path target = Files.createDirectories(Path.of("target"));
            RunDirectory runDirectory = new RunDirectory(Files.createTempDirectory(target, "millrace-"));
            LocalSystem system = LocalSystem.at(freeOffset(), packaging, runDirectory, Instances.ONE_EACH, environment);
            TestSystem started = new TestSystem(system, Reaper.over(runDirectory));
            started.startProcesses();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All servers and services, one instance each. */
    public List<ManagedProcess> parts() {
        return system.parts();
    }

    /** A server or service by name, to stop, kill and restart; it keeps its data and port. */
    public ManagedProcess part(String name) {
        return system.part(name);
    }

    /**
     * Definition of a service of this system in a given packaging, for running it in another way than as a part of it.
     */
    public ProcessSpec spec(String service, Packaging packaging) {
        return new QuarkusService(new Instance(Service.named(service), 1), ports, packaging, Map.of());
    }

    /**
     * One of two instances of a service. It is configured for two instances: a gateway knows both of each service, and
     * an instance delays its shutdown until the others have noticed. The first instance is the running one; the
     * configuration takes effect when it is restarted.
     *
     * @param number 1 or 2
     * @param environment variables that override all others
     */
    public ManagedProcess oneOfTwo(String service, int number, Map<String, String> environment) {
        return beside(new QuarkusService(
                new Instance(Service.named(service), number), portsOfTwo, system.packaging(), environment));
    }

    /**
     * One more instance of a service, not started yet. The other processes do not know its address.
     *
     * @param number from 2 on
     * @param environment variables that override all others
     */
    public ManagedProcess another(String service, int number, Map<String, String> environment) {
        return beside(new QuarkusService(
                new Instance(Service.named(service), number), ports, system.packaging(), environment));
    }

    /**
     * The broker, configured to send its clients to another port, where a proxy forwards to it. It takes effect when
     * the broker is restarted.
     */
    public ManagedProcess kafkaBehind(int advertised) {
        return beside(new Kafka(ports.kafka(), advertised, system.runDirectory()));
    }

    /** A process besides the system's own, not started yet; it is stopped with the system. */
    public ManagedProcess beside(ProcessSpec spec) {
        return new ManagedProcess(spec, system.runDirectory());
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
        reaper.close();
    }

    private void startProcesses() {
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
        return LocalSystem.at(offset, Packaging.JVM, new RunDirectory(Path.of("target")), TWO_EACH, Map.of())
                .parts()
                .stream()
                .flatMap(part -> part.allPorts().stream())
                .allMatch(Ports::isFree);
    }
}
