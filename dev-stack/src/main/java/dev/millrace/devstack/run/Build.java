package dev.millrace.devstack.run;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.Packaging;
import dev.millrace.devstack.process.ProcessFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs Maven when an artifact is missing or older than its sources. */
final class Build {

    private final Checkout checkout = Checkout.find();

    /** Packages the services whose artifacts are stale. */
    void bringUpToDate(Packaging packaging, List<String> services) {
        List<String> stale = services.stream()
                .filter(service -> isStale(packaging.artifact(checkout, service), sources(service)))
                .toList();
        if (stale.isEmpty()) {
            return;
        }
        if (packaging == Packaging.NATIVE) {
            NativeImageTool.require();
            maven(stale, "package", "-Dnative");
        } else {
            maven(stale, "package");
        }
    }

    /**
     * Installs the parent and what the services depend on into the local repository; the build of a single service
     * needs them.
     */
    void installForDevMode() {
        Path stamp = checkout.root().resolve(".run/installed");
        FileTime began = FileTime.fromMillis(System.currentTimeMillis());
        if (isStale(
                stamp,
                Stream.of(chassisSources(), sources("contracts"), sources("dev-stack"), sources("test-support"))
                        .flatMap(List::stream)
                        .toList())) {
            maven(
                    List.of("chassis/core", "chassis/security", "chassis/eventing", "contracts", "test-support"),
                    "install");
            touch(stamp, began);
        }
    }

    private void maven(List<String> modules, String... goal) {
        Console.say("Building " + String.join(", ", modules) + " ...");
        List<String> command = new ArrayList<>(List.of("./mvnw", "-B", "-q"));
        command.addAll(List.of(goal));
        command.addAll(List.of("-Dmaven.test.skip=true", "-Dspotless.check.skip=true"));
        command.addAll(List.of("-am", "-pl", String.join(",", modules)));
        try {
            int exit = new ProcessBuilder(command)
                    .directory(checkout.root().toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new ProcessFailed("The build failed, nothing was started: " + String.join(" ", command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessFailed("Interrupted while building", e);
        }
    }

    private List<Path> sources(String module) {
        Path directory = checkout.root().resolve(module);
        List<Path> sources = new ArrayList<>(chassisSources());
        sources.add(directory.resolve("pom.xml"));
        sources.add(directory.resolve("src/main"));
        return sources;
    }

    private List<Path> chassisSources() {
        return Stream.of(
                        "pom.xml",
                        "chassis/core/pom.xml",
                        "chassis/core/src/main",
                        "chassis/security/pom.xml",
                        "chassis/security/src/main",
                        "chassis/eventing/pom.xml",
                        "chassis/eventing/src/main")
                .map(checkout.root()::resolve)
                .toList();
    }

    private static boolean isStale(Path built, List<Path> sources) {
        return !Files.exists(built) || sources.stream().anyMatch(source -> isNewer(source, built));
    }

    private static boolean isNewer(Path source, Path built) {
        if (!Files.exists(source)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(source)) {
            FileTime builtAt = Files.getLastModifiedTime(built);
            return files.anyMatch(file -> file.toFile().lastModified() > builtAt.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void touch(Path file, FileTime time) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
            Files.setLastModifiedTime(file, time);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
