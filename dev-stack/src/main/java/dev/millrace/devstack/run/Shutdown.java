package dev.millrace.devstack.run;

import dev.millrace.devstack.process.Part;
import java.util.List;

/** Stops parts: what writes and relays first, then what keeps. */
final class Shutdown {

    private Shutdown() {}

    static void of(LocalSystem system, List<Part> parts) {
        stopTogether(system.services().stream().filter(parts::contains).toList());
        stopTogether(system.servers().stream().filter(parts::contains).toList());
    }

    private static void stopTogether(List<Part> group) {
        Concurrently.forEach(group.stream().filter(Part::isRunning).toList(), part -> {
            long began = System.nanoTime();
            boolean ended = part.stop();
            Console.progress(part, ended ? "stopped" : "killed", began, ended ? "" : "it did not end when asked to");
        });
    }
}
