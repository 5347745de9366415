package dev.millrace.devstack.newservice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of which a service is made, with placeholders for its name. */
final class Templates {
    private static final String INSIDE = "src/main/new-service";
    private static final String SOURCES = INSIDE + "/__name__-service/src/main";
    private static final String POM_OUTSIDE = "src/main/new-service-outside/pom.xml";
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>millrace</artifactId>\\s*<version>(.+)</version>");
    private static final Pattern QUARKUS = Pattern.compile("<quarkus.version>(.+)</quarkus.version>");

    private final Path root;

    /** @param root the checkout that has them */
    Templates(Path root) {
        this.root = root;
    }

    /** The module and its resources in the gateway, for this repository. */
    void createInside(ServiceName service, Checkout checkout) {
        create(INSIDE, service, checkout, "");
    }

    /** The same sources as a project of its own, without the tests, which need this repository's servers. */
    void createOutside(ServiceName service, Checkout project) {
        create(SOURCES, service, project, "src/main/");
        Path model = root.resolve(POM_OUTSIDE);
        String parent = read(root.resolve("pom.xml"));
        String pom = read(model)
                .replace("__version__", first(VERSION, parent))
                .replace("__quarkus_version__", first(QUARKUS, parent));
        project.create("pom.xml", service.ofTemplate(pom), model);
    }

    /** The Java files that name the type. */
    Stream<Path> using(String type) {
        Pattern word = Pattern.compile("\\b" + type + "\\b");
        return files(root.resolve(INSIDE)).stream()
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> word.matcher(read(file)).find())
                .map(root::relativize);
    }

    private void create(String directory, ServiceName service, Checkout target, String prefix) {
        Path from = root.resolve(directory);
        files(from)
                .forEach(file -> target.create(
                        prefix + service.ofTemplate(from.relativize(file).toString()),
                        service.ofTemplate(read(file)),
                        file));
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing was changed: the templates cannot be read", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing was changed: " + file + " cannot be read", e);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("pom.xml has no " + pattern);
        }
        return found.group(1);
    }
}
