package dev.millrace.devstack;

import dev.millrace.devstack.kafka.Kafka;
import dev.millrace.devstack.postgres.Postgres;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.Ports;
import dev.millrace.devstack.process.ProcessFailed;
import dev.millrace.devstack.process.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * PostgreSQL and Kafka for a test, on free ports, with the databases of {@link Database} and the topics of
 * {@link Topic}. {@link #close()} ends both and removes their data; so does the end of this JVM, however it comes.
 *
 * <p>Needs nothing but the JDK on the class path. The working directory must be inside the checkout.
 */
public final class DevStack implements AutoCloseable {

    private static final String PORTS = "ports";

    private final RunDirectory layout;
    private final ManagedProcess postgres;
    private final ManagedProcess kafka;
    private final Optional<Reaper> warden;

    private DevStack(RunDirectory layout, Optional<Reaper> warden) {
        String[] ports = readPorts(layout);
        this.layout = layout;
        this.postgres = new ManagedProcess(new Postgres(Integer.parseInt(ports[0]), layout, false), layout);
        this.kafka = new ManagedProcess(new Kafka(Integer.parseInt(ports[1]), layout), layout);
        this.warden = warden;
    }

    /**
     * Returns when both parts are ready.
     *
     * @throws ProcessFailed when one does not get ready; then nothing is left
     */
    public static DevStack start() {
        try {
            RunDirectory layout = new RunDirectory(
                    Files.createTempDirectory(Files.createDirectories(Path.of("target")), "millrace-stack-"));
            Files.writeString(layout.root().resolve(PORTS), Ports.free() + " " + Ports.free());
            DevStack stack = new DevStack(layout, Optional.of(Reaper.over(layout)));
            stack.startParts();
            return stack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A handle on a stack that somebody else started and will close. */
    static DevStack attach(Path directory) {
        return new DevStack(new RunDirectory(directory), Optional.empty());
    }

    public String jdbcUrl(Database database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.port(), database.databaseName());
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + kafka.port();
    }

    /** To stop, kill and start again; data and port stay. */
    public ManagedProcess postgres() {
        return postgres;
    }

    /** To stop, kill and start again; data and port stay. */
    public ManagedProcess kafka() {
        return kafka;
    }

    @Override
    public void close() {
        warden.ifPresent(Reaper::close);
    }

    Path directory() {
        return layout.root();
    }

    private void startParts() {
        CompletableFuture<Void> starting = CompletableFuture.runAsync(kafka::start);
        try {
            postgres.start();
            starting.join();
        } catch (CompletionException e) {
            close();
            throw e.getCause() instanceof ProcessFailed failed ? failed : e;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static String[] readPorts(RunDirectory layout) {
        try {
            return Files.readString(layout.root().resolve(PORTS)).split(" ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
