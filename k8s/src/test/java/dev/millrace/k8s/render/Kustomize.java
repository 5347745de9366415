package dev.millrace.k8s.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Renders as an operator would: with {@code kubectl kustomize}, from the directory alone. */
final class Kustomize {
    private static final String KUBECTL = System.getenv().getOrDefault("KUBECTL", "kubectl");

    private Kustomize() {}

    static String render(Path directory) {
        Process process = start(List.of(KUBECTL, "kustomize", directory.toString()));
        try (InputStream out = process.getInputStream()) {
            String rendered = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("%s does not render, see above".formatted(directory));
            }
            return rendered;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectError(Files.exists(Path.of("/dev/stderr"))
                            ? ProcessBuilder.Redirect.INHERIT
                            : ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "There is no kubectl: install Debian's package kubernetes-client, or set KUBECTL to one (1.14 or newer)",
                    e);
        }
    }
}
