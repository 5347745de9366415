package dev.millrace.devstack.run;

import dev.millrace.devstack.process.ManagedProcess;
import java.util.Locale;

/** Output for the user. */
final class Console {

    private Console() {}

    static void say(String line) {
        System.out.println(line);
    }

    static void progress(ManagedProcess part, String what, long sinceNanos, String detail) {
        double seconds = (System.nanoTime() - sinceNanos) / 1e9;
        say(String.format(Locale.ROOT, "  %-23s%-8s%5.1f s   %s", part.name(), what, seconds, detail)
                .stripTrailing());
    }
}
