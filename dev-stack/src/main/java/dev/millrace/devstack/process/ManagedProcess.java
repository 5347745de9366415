package dev.millrace.devstack.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A process of a running system. Its state is only in the files of the run directory, so objects in different JVMs
 * that use the same directory are handles on the same process.
 */
public final class ManagedProcess {

    public enum State {
        READY,
        STARTING,
        STOPPED
    }

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int LOG_TAIL_LINES = 30;

    private final ProcessSpec spec;
    private final RunDirectory runDirectory;
    private long launchedAtLogSize;
    private Process launched;

    public ManagedProcess(ProcessSpec spec, RunDirectory runDirectory) {
        this.spec = spec;
        this.runDirectory = runDirectory;
    }

    public String name() {
        return spec.name();
    }

    public int port() {
        return spec.port();
    }

    /** All ports that it listens on. */
    public List<Integer> allPorts() {
        return spec.allPorts();
    }

    /** Address for clients; a URL if it can be opened in a browser. */
    public String address() {
        return spec.address();
    }

    /** Address of health and metrics. */
    public String managementAddress() {
        return spec.managementAddress();
    }

    public Path log() {
        return runDirectory.log(name());
    }

    /** Empty if the process is not running. */
    public OptionalLong pid() {
        return process().map(process -> OptionalLong.of(process.pid())).orElseGet(OptionalLong::empty);
    }

    public State state() {
        return process()
                .map(process -> spec.isReady(process.pid()) ? State.READY : State.STARTING)
                .orElse(State.STOPPED);
    }

    public boolean isRunning() {
        return process().isPresent();
    }

    /**
     * Starts the process and returns when it is ready.
     *
     * @throws ProcessFailed if it is already running, a port is taken, it ends, or it is not ready within the limit;
     *     then nothing is left running
     */
    public void start(Duration limit) {
        launch();
        try {
            awaitReady(limit);
        } catch (ProcessFailed notReady) {
            kill();
            throw notReady;
        }
    }

    /** As {@link #start(Duration)} with a limit of one minute. */
    public void start() {
        start(Duration.ofMinutes(1));
    }

    /**
     * Starts the process without waiting for readiness.
     *
     * @throws ProcessFailed if it is already running, a port is taken, or it cannot be started
     */
    public void launch() {
        process().ifPresent(process -> {
            throw new ProcessFailed("%s is running already (pid %d)".formatted(name(), process.pid()));
        });
        allPorts().stream().filter(port -> !Ports.isFree(port)).findFirst().ifPresent(port -> {
            throw new ProcessFailed("Port %d, which %s needs, is taken by another program".formatted(port, name()));
        });
        try {
            spec.prepare();
            launchedAtLogSize = Files.exists(log()) ? Files.size(log()) : 0;
            launched = Detached.start(spec.command(), spec.environment(), log());
            RunningProcess.of(launched.toHandle()).write(runDirectory.pidFile(name()));
        } catch (IOException e) {
            throw new ProcessFailed("%s could not be started: %s".formatted(name(), e.getMessage()), e);
        }
    }

    /**
     * Waits for {@link State#READY}. Leaves the process running if the limit is exceeded.
     *
     * @throws ProcessFailed if the process ends or is not ready within the limit
     */
    public void awaitReady(Duration limit) {
        Await.until(limit, () -> state() != State.STARTING);
        switch (state()) {
            case READY -> {}
            case STARTING -> throw failed("was not ready within %d s".formatted(limit.toSeconds()));
            case STOPPED -> throw failed("ended while it was starting");
        }
    }

    /** Sends the stop signal, and {@code kill -9} after 20 s. Returns whether the process ended by itself. */
    public boolean stop() {
        Optional<RunningProcess> process = process();
        process.ifPresent(running -> running.signal(spec.stopSignal()));
        boolean ended = Await.until(GRACE, () -> !isRunning());
        kill();
        return ended;
    }

    /**
     * Waits for the end of the process that this object has launched and returns its exit code.
     *
     * @throws IllegalStateException if this object has launched none: only the parent process can get the exit code
     */
    public int exitCode() {
        if (launched == null) {
            throw new IllegalStateException(name() + " was launched by somebody else");
        }
        try {
            return launched.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessFailed("Interrupted while waiting for the end of " + name(), e);
        }
    }

    /** {@code kill -9} for the process and its descendants; returns when they have ended. */
    public void kill() {
        process().ifPresent(RunningProcess::kill);
        try {
            Files.deleteIfExists(runDirectory.pidFile(name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGSTOP for the process and its descendants: they keep their connections and answer nothing. */
    public void suspend() {
        process().ifPresent(process -> process.signalTree("STOP"));
    }

    /** SIGCONT for a suspended process and its descendants. */
    public void resume() {
        process().ifPresent(process -> process.signalTree("CONT"));
    }

    /** An exception with the last lines of the process's log. */
    public ProcessFailed failed(String how) {
        return new ProcessFailed("%s %s%n%s".formatted(name(), how, logTail()));
    }

    private Optional<RunningProcess> process() {
        return RunningProcess.read(runDirectory.pidFile(name()));
    }

    /**
     * What has been logged since this object launched the process; the whole log if another object did. The file itself
     * also holds what earlier processes of this name have logged.
     */
    public String output() {
        try (InputStream log = Files.newInputStream(log())) {
            log.skipNBytes(launchedAtLogSize);
            return new String(log.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String logTail() {
        if (!Files.exists(log())) {
            return "There is no log at " + log();
        }
        List<String> lines = output().lines().toList();
        List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size());
        return "The end of " + log() + ":\n  " + String.join("\n  ", tail);
    }
}
