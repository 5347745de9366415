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
 * Refuses environment variables and system properties that look like a key of ours and are none, before anything is
 * started with them. Ours is what begins as a key of one of the project's {@code @ConfigMapping}s does, up to its first
 * dot. SmallRye alone would let a variable pass, because an environment may hold anything.
 *
 * <p>It is called with the mappings that the build has found, so it needs no list of them, nor a class path to search.
 */
public final class UnknownConfigKeyCheck implements SmallRyeConfigBuilderCustomizer {
    private static final String OURS = "dev.millrace.";
    /** What a variable has an underscore for. */
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9*]");
    /** What Kubernetes tells each pod of a service that is named like one of our keys: {@code ORDER_SERVICE_PORT}. */
    private static final String OF_THE_PLATFORM = "(SERVICE_(HOST|PORT(_.+)?)|PORT(_\\d+_.+)?)";

    /** The last, when all mappings are known. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        List<ConfigClass> ours = builder.getMappingsBuilder().getMappings().stream()
                .filter(mapping -> mapping.getType().getName().startsWith(OURS))
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
        Predicate<String> ofThePlatform = Pattern.compile("(" + String.join("|", roots) + ")" + OF_THE_PLATFORM)
                .asMatchPredicate();
        Set<String> unknown = suspects.stream()
                .filter(name -> !acceptable.test(variable(name)) && !ofThePlatform.test(name))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            throw new ConfigurationException("unknown configuration key %s; there is %s"
                    .formatted(String.join(", ", unknown), String.join(", ", likely(unknown, known))));
        }
    }

    /** The keys that begin like the unknown ones. */
    private static Set<String> likely(Set<String> unknown, Set<String> known) {
        return known.stream()
                .filter(key -> !key.endsWith("[*]"))
                .filter(key -> unknown.stream().anyMatch(name -> variable(name).startsWith(root(key))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A map's key may be anything, and a quoted one is quoted with underscores. */
    private static String pattern(String property) {
        return variable(property).replace("_*", "_.+");
    }

    /** As variables begin that are meant for a key's mapping. */
    private static String root(String property) {
        return variable(property.split("\\.", 2)[0]) + "_";
    }

    private static String variable(String property) {
        return OTHER.matcher(property).replaceAll("_").toUpperCase(Locale.ROOT);
    }
}
