package dev.millrace.bench.capacity;

import dev.millrace.devstack.process.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import one.profiler.AsyncProfilerLoader;

/** Flame graphs of the CPU time of running JVMs, by async-profiler. Processes that are not JVMs are left out. */
record FlameGraphs(List<ManagedProcess> parts, Path directory) {
    void begin() throws IOException {
        Files.createDirectories(directory);
        for (ManagedProcess part : parts) {
            if (isJvm(part)) {
                AsyncProfilerLoader.executeProfiler("start", "-e", "ctimer", pid(part));
            }
        }
    }

    /** Ends the profiles that were begun and writes a file for each part. */
    void write(int rate) throws IOException {
        for (ManagedProcess part : parts) {
            if (isJvm(part)) {
                Path file = directory.resolve("%s-at-%d.html".formatted(part.name(), rate));
                AsyncProfilerLoader.executeProfiler(
                        "stop", "-o", "flamegraph", "-f", file.toAbsolutePath().toString(), pid(part));
            }
        }
    }

    private static boolean isJvm(ManagedProcess part) throws IOException {
        Path executable = Path.of("/proc", pid(part), "exe").toRealPath();
        return executable.getFileName().toString().equals("java");
    }

    private static String pid(ManagedProcess part) {
        return Long.toString(part.pid().orElseThrow());
    }
}
