package dev.millrace.devstack;

import dev.millrace.devstack.process.Detached;
import dev.millrace.devstack.process.ProcessFailed;
import dev.millrace.devstack.process.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Cleans up after this JVM. A shell reads from a pipe that closes when this JVM closes it or dies for any reason,
 * {@code kill -9} included; then it kills the processes of the run directory and removes its files, except the logs.
 */
public final class Reaper implements AutoCloseable {

    private static final String SCRIPT = "reaper.sh";

    private final Process shell;

    private Reaper(Process shell) {
        this.shell = shell;
    }

    public static Reaper over(RunDirectory runDirectory) {
        try (var script = Reaper.class.getResourceAsStream(SCRIPT)) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            // A session of its own, so that a signal to this JVM's process group does not reach it.
            List<String> command = Detached.inNewSession(
                    List.of("sh", "-c", text, SCRIPT, runDirectory.root().toString()));
            return new Reaper(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            shell.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessFailed("Interrupted while the dev stack was closing", e);
        }
    }
}
