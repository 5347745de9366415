package dev.millrace.devstack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A short-lived command. A failure throws an exception with the command's output, which is returned otherwise. */
public final class Command {

    private Command() {}

    public static String run(String purpose, List<String> command, String input) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new ProcessFailed(
                        "Could not %s: %s ended with %d%n%s".formatted(purpose, command, process.exitValue(), output));
            }
            return output;
        } catch (IOException e) {
            throw new ProcessFailed("Could not %s: %s".formatted(purpose, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessFailed("Interrupted while trying to " + purpose, e);
        }
    }
}
