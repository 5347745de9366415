package dev.millrace.devstack.run;

import dev.millrace.devstack.process.Await;
import dev.millrace.devstack.process.ManagedProcess;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reports started and ended processes while {@code ./run} is in the foreground. */
final class ProcessMonitor {

    private static final Duration FOREVER = Duration.ofDays(10_000);

    private ProcessMonitor() {}

    /** Returns when all processes have ended, for example by {@code ./run stop}. */
    static void untilAllHaveEnded(LocalSystem system, List<ManagedProcess> parts) {
        Set<ManagedProcess> running = new HashSet<>(parts);
        Await.until(FOREVER, () -> {
            parts.forEach(part -> report(system, part, running));
            return running.isEmpty();
        });
    }

    private static void report(LocalSystem system, ManagedProcess part, Set<ManagedProcess> running) {
        if (part.isRunning()) {
            if (running.add(part)) {
                Console.say("  " + part.name() + " was started");
            }
        } else if (running.remove(part)) {
            Console.say("  %s has ended; look at %s, start it with %s"
                    .formatted(
                            part.name(),
                            system.command("logs " + part.name()),
                            system.command("start " + part.name())));
        }
    }
}
