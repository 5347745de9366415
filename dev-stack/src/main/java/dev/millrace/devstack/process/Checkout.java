package dev.millrace.devstack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The source tree that this JVM runs in, and dev-stack's class path, which the build has written there. */
public record Checkout(Path root) {

    /** Searches upwards from the working directory, because a module's tests run in the module's directory. */
    public static Checkout find() {
        Path start = Path.of("").toAbsolutePath();
        return Stream.iterate(start, directory -> directory != null, Path::getParent)
                .filter(directory -> Files.isDirectory(directory.resolve(".mvn")))
                .filter(directory -> Files.isRegularFile(directory.resolve("dev-stack/pom.xml")))
                .findFirst()
                .map(Checkout::new)
                .orElseThrow(() -> new ProcessFailed("No checkout of Millrace at or above " + start));
    }

    /** The JARs that dev-stack needs at run time. */
    public List<Path> libraries() {
        Path written = root.resolve("dev-stack/target/classpath");
        try {
            return Arrays.stream(Files.readString(written).strip().split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
        } catch (IOException e) {
            throw new ProcessFailed(written + " is missing: run ./mvnw -q process-classes -pl dev-stack", e);
        }
    }

    /** Command line that runs a main class of dev-stack in a separate JVM. */
    public List<String> java(Class<?> main, List<String> jvmOptions, List<String> arguments) {
        String classPath = root.resolve("dev-stack/target/classes")
                + File.pathSeparator
                + String.join(
                        File.pathSeparator,
                        libraries().stream().map(Path::toString).toList());
        return Stream.of(List.of(javaCommand()), jvmOptions, List.of("-cp", classPath, main.getName()), arguments)
                .flatMap(List::stream)
                .toList();
    }

    /** Copies an artifact, such as {@code group:name:version:jar:classifier}, from the Maven repository. */
    public void fetch(String artifact, Path directory) {
        Command.run(
                "fetch " + artifact,
                List.of(
                        root.resolve("mvnw").toString(),
                        "-B",
                        "-q",
                        "-N",
                        "-f",
                        root.resolve("pom.xml").toString(),
                        "dependency:copy",
                        "-Dartifact=" + artifact,
                        "-DoutputDirectory=" + directory),
                "");
    }

    /** The {@code java} executable of this JVM. */
    public static String javaCommand() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
