package dev.millrace.k8s.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The environment variables that a service reads: those of its config mappings (as checked at its start), of its
 * properties files, of Kafka's client settings, and of its extensions' run-time keys.
 */
public final class ServiceKeys {
    /** {@code ${key}} or {@code ${key:default}} in a value. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]+)");

    private static final String KAFKA = "kafka.";

    private static final Map<String, ServiceKeys> KNOWN = new HashMap<>();

    private final Pattern own;
    private final Set<String> variables = new HashSet<>();

    private ServiceKeys(String module) {
        Set<String> modules = Stream.concat(Stream.of(module), Project.chassisOf(module).stream())
                .collect(Collectors.toSet());
        own = Pattern.compile(modules.stream()
                .flatMap(ServiceKeys::mappings)
                .flatMap(ServiceKeys::keys)
                .map(key -> variable(key).replace("_*", "_.+"))
                .collect(Collectors.joining("|")));
        modules.stream().flatMap(ServiceKeys::named).map(ServiceKeys::variable).forEach(variables::add);
        if (Project.has(module, "quarkus-messaging-kafka") || Project.has(module, "quarkus-kafka-client")) {
            Stream.of(ConsumerConfig.configNames(), ProducerConfig.configNames(), AdminClientConfig.configNames())
                    .flatMap(Set::stream)
                    .map(key -> variable(KAFKA + key))
                    .forEach(variables::add);
        }
        variables.removeAll(QuarkusKeys.whenBuilt());
        variables.addAll(QuarkusKeys.atRunTime());
    }

    public static synchronized ServiceKeys of(String module) {
        return KNOWN.computeIfAbsent(module, ServiceKeys::new);
    }

    public boolean has(String variable) {
        return variables.contains(variable) || own.matcher(variable).matches();
    }

    /** The same mapping as in the chassis's check for unknown variables. */
    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9*]", "_").toUpperCase(Locale.ROOT);
    }

    private static Stream<String> named(String module) {
        return Project.properties(module).entrySet().stream()
                .flatMap(entry -> Stream.concat(
                        Stream.of(entry.getKey().toString()),
                        placeholders(entry.getValue().toString())))
                .filter(key -> !key.startsWith("%"));
    }

    private static Stream<String> placeholders(String value) {
        Matcher matcher = PLACEHOLDER.matcher(value);
        return matcher.results().map(each -> each.group(1));
    }

    private static Stream<String> keys(Class<?> mapping) {
        String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
        return ConfigMappings.getProperties(ConfigClass.configClass(mapping, prefix)).keySet().stream();
    }

    private static Stream<Class<?>> mappings(String module) {
        Path classes = Project.ROOT.resolve(module).resolve("target/classes");
        try (Stream<Path> files = Files.walk(classes)) {
            return files
                    .filter(file -> file.toString().endsWith(".class"))
                    .filter(ServiceKeys::mentionsMapping)
                    .map(file -> load(classes.relativize(file)))
                    .filter(each -> each.isAnnotationPresent(ConfigMapping.class))
                    .collect(Collectors.<Class<?>>toList())
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Few classes contain a mapping; the others need not be loaded. */
    private static boolean mentionsMapping(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                    .contains(ConfigMapping.class.getName().replace('.', '/'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(Path file) {
        String name = file.toString().replace(".class", "").replace('/', '.');
        try {
            return Class.forName(name, false, ServiceKeys.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " is not on the class path", e);
        }
    }
}
