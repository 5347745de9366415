package dev.millrace.devstack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The forms in which the build packages a service. */
public enum Packaging {
    /** {@code ./mvnw package}. */
    JVM("target/quarkus-app/quarkus-run.jar"),
    /**
     * As in the JVM image: with an AOT cache of loaded classes, created by a training run and stored beside the JAR.
     */
    AOT_CACHE("target/image-app/quarkus-run.jar"),
    /** {@code ./mvnw package -Dnative}: one executable. */
    NATIVE("target/%s-runner");

    private final String artifact;

    Packaging(String artifact) {
        this.artifact = artifact;
    }

    /** The packaging of the build that runs these tests, which {@code -Dnative} decides. */
    public static Packaging ofThisBuild() {
        return System.getProperty("native") == null ? JVM : NATIVE;
    }

    /** The file that is run. The build of a module writes it last, so its age is the age of the build. */
    public Path artifact(Checkout checkout, String module) {
        return checkout.root().resolve(module).resolve(artifact.formatted(module));
    }

    /** The command line. A native executable has its options built in; {@code jvmOptions} do not apply to it. */
    public List<String> command(Checkout checkout, String module, List<String> jvmOptions) {
        Path file = artifact(checkout, module);
        return switch (this) {
            case JVM -> java(jvmOptions, file);
            case AOT_CACHE ->
                java(
                        Stream.concat(jvmOptions.stream(), Stream.of("-XX:AOTCache=" + file.resolveSibling("app.aot")))
                                .toList(),
                        file);
            case NATIVE -> List.of(file.toString());
        };
    }

    private static List<String> java(List<String> jvmOptions, Path jar) {
        return Stream.of(List.of(Checkout.javaCommand()), jvmOptions, List.of("-jar", jar.toString()))
                .flatMap(List::stream)
                .toList();
    }
}
