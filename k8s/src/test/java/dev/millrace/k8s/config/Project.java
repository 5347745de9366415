package dev.millrace.k8s.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Facts from the source files of the services. */
public final class Project {
    static final Path ROOT = Path.of("..");

    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)-SNAPSHOT</version>");
    private static final Pattern DEPENDENCY = Pattern.compile("<artifactId>([^<]+)</artifactId>");
    private static final List<String> CHASSIS = List.of("core", "eventing", "security");

    private Project() {}

    /** The version that the next images are tagged with. */
    public static String release() {
        Matcher version = VERSION.matcher(read(ROOT.resolve("pom.xml")));
        if (!version.find()) {
            throw new IllegalStateException("pom.xml has no version");
        }
        return version.group(1);
    }

    public static int port(String module) {
        return Integer.parseInt(properties(module).getProperty("quarkus.http.port"));
    }

    /** The port of health and metrics: the service's port + 1000. */
    public static int managementPort(String module) {
        return 1_000 + port(module);
    }

    /** Seconds from SIGTERM until running requests are aborted. */
    public static long shutdownSeconds() {
        Properties chassis = properties("chassis/core");
        return Stream.of("quarkus.shutdown.delay", "quarkus.shutdown.timeout")
                .mapToLong(key ->
                        Duration.parse("PT" + chassis.getProperty(key, "0s")).toSeconds())
                .sum();
    }

    /** Whether a module depends on an artifact, directly or through the chassis. */
    public static boolean has(String module, String artifact) {
        return Stream.concat(Stream.of(module), chassisOf(module).stream())
                .anyMatch(each -> artifacts(each).contains(artifact));
    }

    /** Whether the module declares a saga. */
    public static boolean runsSagas(String module) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            return files.filter(each -> each.toString().endsWith(".java"))
                    .map(Project::read)
                    .anyMatch(each -> each.contains("SagaDefinition.of("));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Default properties of a module of the services or of the chassis. */
    public static Properties properties(String module) {
        String file =
                module.startsWith("chassis/") ? "META-INF/microprofile-config.properties" : "application.properties";
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(
                    read(ROOT.resolve(module).resolve("src/main/resources").resolve(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** The chassis modules that a service depends on. */
    static Set<String> chassisOf(String module) {
        Set<String> parts = new TreeSet<>();
        Set<String> artifacts = artifacts(module);
        CHASSIS.stream()
                .filter(part -> artifacts.contains("chassis-" + part))
                .map("chassis/"::concat)
                .filter(part -> !part.equals(module))
                .forEach(part -> {
                    parts.add(part);
                    parts.addAll(chassisOf(part));
                });
        return parts;
    }

    private static Set<String> artifacts(String module) {
        return DEPENDENCY
                .matcher(read(ROOT.resolve(module).resolve("pom.xml")))
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
