package dev.millrace.devstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A process identified by pid and start time, so that a later process with the same pid is not mistaken for it. */
public record RunningProcess(ProcessHandle handle, Instant startedAt) {

    // The kernel counts start times in 10 ms ticks since boot, and the computed boot time shifts when the clock is
    // adjusted.
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    public static RunningProcess of(ProcessHandle handle) {
        return new RunningProcess(handle, startOf(handle).orElseGet(Instant::now));
    }

    /** Empty if the process has ended, is a zombie, or another process has its pid. */
    public static Optional<RunningProcess> find(long pid, Instant startedAt) {
        return ProcessHandle.of(pid)
                .map(handle -> new RunningProcess(handle, startedAt))
                .filter(RunningProcess::isAlive);
    }

    /** The process named in the pid file, if it is still alive. */
    static Optional<RunningProcess> read(Path pidFile) {
        try {
            String[] fields = Files.readString(pidFile).strip().split(" ");
            return find(Long.parseLong(fields[0]), Instant.ofEpochMilli(Long.parseLong(fields[1])));
        } catch (IOException | RuntimeException noPidFile) {
            return Optional.empty();
        }
    }

    void write(Path pidFile) throws IOException {
        Path written = pidFile.resolveSibling(pidFile.getFileName() + ".new");
        Files.createDirectories(pidFile.getParent());
        Files.writeString(written, handle.pid() + " " + startedAt.toEpochMilli() + "\n");
        Files.move(written, pidFile, StandardCopyOption.ATOMIC_MOVE);
    }

    long pid() {
        return handle.pid();
    }

    public boolean isAlive() {
        return isAlive(handle)
                && startOf(handle)
                        .map(start -> Duration.between(startedAt, start).abs().compareTo(CLOCK_TOLERANCE) < 0)
                        .orElse(true);
    }

    void signal(String name) {
        signal(name, pid());
    }

    /** Signals the process, then its descendants. */
    void signalTree(String name) {
        signal(name);
        handle.descendants().forEach(descendant -> signal(name, descendant.pid()));
    }

    private static void signal(String name, long pid) {
        try {
            new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills the process and its descendants with SIGKILL; returns when they have ended. */
    void kill() {
        List<ProcessHandle> processes =
                Stream.concat(Stream.of(handle), handle.descendants()).toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        Await.until(Duration.ofSeconds(10), () -> processes.stream().noneMatch(RunningProcess::isAlive));
    }

    private static Optional<Instant> startOf(ProcessHandle handle) {
        return handle.info().startInstant();
    }

    private static boolean isAlive(ProcessHandle handle) {
        return handle.isAlive() && !isZombie(handle);
    }

    // A zombie keeps its pid until its parent collects it, which in a container without init never happens. While one
    // of its threads is left it still holds its files and ports.
    private static boolean isZombie(ProcessHandle handle) {
        Path entry = Path.of("/proc/" + handle.pid());
        try (var threads = Files.list(entry.resolve("task"))) {
            String stat = Files.readString(entry.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z' && threads.count() <= 1;
        } catch (IOException noProcFileSystem) {
            return false;
        }
    }
}
