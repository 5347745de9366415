package dev.millrace.devstack.run;

import dev.millrace.devstack.process.ManagedProcess;
import java.util.List;

/** Stops processes: the services first, then the servers that they depend on. */
final class Shutdown {

    private Shutdown() {}

    static void of(LocalSystem system, List<ManagedProcess> parts) {
        stopTogether(system.services().stream().filter(parts::contains).toList());
        stopTogether(system.servers().stream().filter(parts::contains).toList());
    }

    private static void stopTogether(List<ManagedProcess> group) {
        Concurrently.forEach(group.stream().filter(ManagedProcess::isRunning).toList(), part -> {
            long began = System.nanoTime();
            boolean ended = part.stop();
            Console.progress(part, ended ? "stopped" : "killed", began, ended ? "" : "it did not stop in time");
        });
    }
}
