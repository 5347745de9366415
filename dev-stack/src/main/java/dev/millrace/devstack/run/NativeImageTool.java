package dev.millrace.devstack.run;

import dev.millrace.devstack.process.ProcessFailed;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** GraalVM's {@code native-image}, searched for where Quarkus does. */
final class NativeImageTool {
    private NativeImageTool() {}

    /** Throws, with instructions, if it is not found. */
    static void require() {
        Stream<Path> homes = Stream.of("GRAALVM_HOME", "JAVA_HOME")
                .map(System.getenv()::get)
                .filter(Objects::nonNull)
                .map(home -> Path.of(home, "bin"));
        Stream<Path> path =
                Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
        if (Stream.concat(homes, path).noneMatch(NativeImageTool::isIn)) {
            throw new ProcessFailed(
                    "native-image was not found: set GRAALVM_HOME to a GraalVM or Mandrel for JDK 21 or newer");
        }
    }

    private static boolean isIn(Path directory) {
        return Files.isExecutable(directory.resolve("native-image"));
    }
}
