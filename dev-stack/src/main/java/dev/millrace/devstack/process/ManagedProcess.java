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
 * One process of a running system. A part keeps its state in files only, so that parts made in different JVMs for the
 * same directory are handles on the same process.
 */
public final class ManagedProcess {

    public enum State {
        READY,
        STARTING,
        STOPPED
    }

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int LOG_TAIL_LINES = 30;

    private final ProcessSpec program;
    private final RunDirectory layout;
    private long launchedAtLogSize;
    private Process launched;

    public ManagedProcess(ProcessSpec program, RunDirectory layout) {
        this.program = program;
        this.layout = layout;
    }

    public String name() {
        return program.name();
    }

    public int port() {
        return program.port();
    }

    /** All that it listens on. */
    public List<Integer> allPorts() {
        return program.allPorts();
    }

    /** Where the part is reached: a URL when a browser can open it. */
    public String address() {
        return program.address();
    }

    /** Where its health and metrics are. */
    public String managementAddress() {
        return program.managementAddress();
    }

    public Path log() {
        return layout.log(name());
    }

    /** Empty when the part is stopped. */
    public OptionalLong pid() {
        return process().map(process -> OptionalLong.of(process.pid())).orElseGet(OptionalLong::empty);
    }

    public State state() {
        return process()
                .map(process -> program.isReady(process.pid()) ? State.READY : State.STARTING)
                .orElse(State.STOPPED);
    }

    public boolean isRunning() {
        return process().isPresent();
    }

    /**
     * Starts the process and returns when it is ready.
     *
     * @throws ProcessFailed when it runs already, its port is taken, it ends, or it is not ready within the limit; then
     *     nothing is left running
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

    /** As {@link #start(Duration)} with a minute's patience. */
    public void start() {
        start(Duration.ofMinutes(1));
    }

    /** Starts the process without waiting for it to be ready. */
    public void launch() {
        process().ifPresent(process -> {
            throw new ProcessFailed("%s is running already (pid %d)".formatted(name(), process.pid()));
        });
        allPorts().stream().filter(port -> !Ports.isFree(port)).findFirst().ifPresent(port -> {
            throw new ProcessFailed("Port %d, which %s needs, is taken by another program".formatted(port, name()));
        });
        try {
            program.prepare();
            launchedAtLogSize = Files.exists(log()) ? Files.size(log()) : 0;
            launched = Detached.start(program.command(), program.environment(), log());
            RunningProcess.of(launched.toHandle()).write(layout.pidFile(name()));
        } catch (IOException e) {
            throw new ProcessFailed("%s could not be started: %s".formatted(name(), e.getMessage()), e);
        }
    }

    /** Waits for the state {@link State#READY}; leaves the process alone when it does not come. */
    public void awaitReady(Duration limit) {
        Await.until(limit, () -> state() != State.STARTING);
        switch (state()) {
            case READY -> {}
            case STARTING -> throw failed("was not ready within %d s".formatted(limit.toSeconds()));
            case STOPPED -> throw failed("ended while it was starting");
        }
    }

    /** Asks the process to end, and kills it when it has not after twenty seconds. Returns whether it ended by itself. */
    public boolean stop() {
        Optional<RunningProcess> process = process();
        process.ifPresent(running -> running.signal(program.stopSignal()));
        boolean ended = Await.until(GRACE, () -> !isRunning());
        kill();
        return ended;
    }

    /**
     * What the process that this object has launched ended with; waits for its end.
     *
     * @throws IllegalStateException when it has launched none: only a process's parent gets to know
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

    /** {@code kill -9} for the process and its children; returns when they are gone. */
    public void kill() {
        process().ifPresent(RunningProcess::kill);
        try {
            Files.deleteIfExists(layout.pidFile(name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The failure with the end of the part's log. */
    public ProcessFailed failed(String how) {
        return new ProcessFailed("%s %s%n%s".formatted(name(), how, logTail()));
    }

    private Optional<RunningProcess> process() {
        return RunningProcess.read(layout.pidFile(name()));
    }

    private String logTail() {
        try (InputStream log = Files.newInputStream(log())) {
            log.skipNBytes(launchedAtLogSize);
            List<String> lines = new String(log.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size());
            return "The end of " + log() + ":\n  " + String.join("\n  ", tail);
        } catch (IOException noLog) {
            return "There is no log at " + log();
        }
    }
}
