package dev.millrace.devstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts a process in a session of its own: it outlives this JVM and does not get the terminal's Ctrl-C. */
public final class Detached {

    private static final List<String> NEW_SESSION = newSession();

    private Detached() {}

    static Process start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(inNewSession(command));
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Wraps a command so that it runs in a session of its own. */
    public static List<String> inNewSession(List<String> command) {
        return Stream.concat(NEW_SESSION.stream(), command.stream()).toList();
    }

    private static List<String> newSession() {
        if (Stream.of("/usr/bin/setsid", "/bin/setsid").map(Path::of).anyMatch(Files::isExecutable)) {
            return List.of("setsid");
        }
        return List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV"); // macOS has no setsid command
    }
}
