package dev.millrace.chassis.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rejects environment variables and system properties that look like one of the project's configuration keys but match
 * none, before the application starts. A name is checked when its first segment is that of a key of one of the
 * project's {@code @ConfigMapping}s. SmallRye alone ignores unknown variables, because an environment may hold
 * anything.
 *
 * <p>The builder has the mappings that Quarkus found at build time, so there is no list to maintain and no class path
 * to scan.
 */
public final class UnknownConfigKeyCheck implements SmallRyeConfigBuilderCustomizer {
    private static final String PROJECT = "dev.millrace.";
    /** Characters that an underscore replaces in the name of an environment variable. */
    private static final Pattern REPLACED = Pattern.compile("[^A-Za-z0-9*]");
    /** Suffixes of the variables that Kubernetes sets for a service named like a key: {@code ORDER_SERVICE_PORT}. */
    private static final String KUBERNETES_SUFFIX = "(SERVICE_(HOST|PORT(_.+)?)|PORT(_\\d+_.+)?)";

    /** Runs last, when all mappings are registered. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        List<ConfigClass> ours = builder.getMappingsBuilder().getMappings().stream()
                .filter(mapping -> mapping.getType().getName().startsWith(PROJECT))
                .toList();
        Set<String> given = new HashSet<>(System.getenv().keySet());
        given.addAll(System.getProperties().stringPropertyNames());
        check(ours, given);
    }

    static void check(Collection<ConfigClass> mappings, Set<String> given) {
        Set<String> known = mappings.stream()
                .flatMap(mapping -> mapping.getProperties().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> roots = known.stream().map(UnknownConfigKeyCheck::root).collect(Collectors.toSet());
        Set<String> suspects = given.stream()
                .filter(name -> roots.stream().anyMatch(variable(name)::startsWith))
                .collect(Collectors.toSet());
        if (suspects.isEmpty()) {
            return;
        }
        Predicate<String> acceptable = Pattern.compile(
                        known.stream().map(UnknownConfigKeyCheck::pattern).collect(Collectors.joining("|")))
                .asMatchPredicate();
        Predicate<String> setByKubernetes = Pattern.compile("(" + String.join("|", roots) + ")" + KUBERNETES_SUFFIX)
                .asMatchPredicate();
        Set<String> unknown = suspects.stream()
                .filter(name -> !acceptable.test(variable(name)) && !setByKubernetes.test(name))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            throw new ConfigurationException("unknown configuration key %s; known keys are %s"
                    .formatted(String.join(", ", unknown), String.join(", ", likely(unknown, known))));
        }
    }

    /** Known keys that share the first segment with an unknown one, for the error message. */
    private static Set<String> likely(Set<String> unknown, Set<String> known) {
        return known.stream()
                .filter(key -> !key.endsWith("[*]"))
                .filter(key -> unknown.stream().anyMatch(name -> variable(name).startsWith(root(key))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Pattern of the variables that set a property. A map key may be any text; its quotes become underscores. */
    private static String pattern(String property) {
        return variable(property).replace("_*", "_.+");
    }

    /** First segment of the key, as the prefix of a variable. */
    private static String root(String property) {
        return variable(property.split("\\.", 2)[0]) + "_";
    }

    private static String variable(String property) {
        return REPLACED.matcher(property).replaceAll("_").toUpperCase(Locale.ROOT);
    }
}
