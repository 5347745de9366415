package dev.millrace.k8s.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Renders a directory with {@code kubectl kustomize}, like an operator. */
final class Kustomize {
    private static final String KUBECTL = System.getenv().getOrDefault("KUBECTL", "kubectl");

    private Kustomize() {}

    static String render(Path directory) {
        try {
            Path out = Files.createTempFile("rendered", ".yaml");
            Path errors = Files.createTempFile("rendered", ".log");
            try {
                int status = start(directory, out, errors).waitFor();
                if (status != 0) {
                    throw new AssertionError(directory + " does not render: " + Files.readString(errors));
                }
                return Files.readString(out);
            } finally {
                Files.delete(out);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process start(Path directory, Path out, Path errors) {
        try {
            return new ProcessBuilder(KUBECTL, "kustomize", directory.toString())
                    .redirectOutput(out.toFile())
                    .redirectError(errors.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "There is no %s: install Debian's package kubernetes-client, or set KUBECTL to a kubectl from 1.14 on"
                            .formatted(KUBECTL),
                    e);
        }
    }
}
