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
 * {@link Topic}. {@link #close()} or the end of this JVM, however it ends, stops both and removes their data.
 *
 * <p>Requires only the JDK on the class path. The working directory must be inside the checkout.
 */
public final class DevStack implements AutoCloseable {

    private static final String PORTS = "ports";

    private final RunDirectory runDirectory;
    private final ManagedProcess postgres;
    private final ManagedProcess kafka;
    private final Optional<Reaper> reaper;

    private DevStack(RunDirectory runDirectory, Optional<Reaper> reaper) {
        String[] ports = readPorts(runDirectory);
        this.runDirectory = runDirectory;
        this.postgres = new ManagedProcess(new Postgres(Integer.parseInt(ports[0]), runDirectory, false), runDirectory);
        this.kafka = new ManagedProcess(new Kafka(Integer.parseInt(ports[1]), runDirectory), runDirectory);
        this.reaper = reaper;
    }

    /**
     * Starts both servers and returns when they are ready.
     *
     * @throws ProcessFailed if one does not become ready; then nothing is left running
     */
    public static DevStack start() {
        try {
            RunDirectory runDirectory = new RunDirectory(
                    Files.createTempDirectory(Files.createDirectories(Path.of("target")), "millrace-stack-"));
            Files.writeString(runDirectory.root().resolve(PORTS), Ports.free() + " " + Ports.free());
            DevStack stack = new DevStack(runDirectory, Optional.of(Reaper.over(runDirectory)));
            stack.startServers();
            return stack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A handle on a stack that another object has started and closes. */
    public static DevStack attach(Path directory) {
        return new DevStack(new RunDirectory(directory), Optional.empty());
    }

    public String jdbcUrl(Database database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.port(), database.databaseName());
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + kafka.port();
    }

    /** The PostgreSQL process, to stop, kill and restart; it keeps its data and port. */
    public ManagedProcess postgres() {
        return postgres;
    }

    /** The Kafka process, to stop, kill and restart; it keeps its data and port. */
    public ManagedProcess kafka() {
        return kafka;
    }

    @Override
    public void close() {
        reaper.ifPresent(Reaper::close);
    }

    public Path directory() {
        return runDirectory.root();
    }

    private void startServers() {
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

    private static String[] readPorts(RunDirectory runDirectory) {
        try {
            return Files.readString(runDirectory.root().resolve(PORTS)).split(" ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
