package dev.millrace.chassis.config;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Refuses environment variables that look like a key of ours and are none. Properties are checked by the mapping itself,
 * but an environment may hold anything, so there it is lenient.
 */
@ApplicationScoped
class UnknownVariables {
    private final List<OwnConfiguration> own;

    UnknownVariables(@All List<OwnConfiguration> own) {
        this.own = own;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        own.forEach(each -> check(each.mapping(), System.getenv()));
    }

    static void check(Class<?> mapping, Map<String, String> environment) {
        String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
        Collection<String> known = ConfigMappings.getProperties(ConfigClass.configClass(mapping, prefix))
                .keySet();
        String pattern = known.stream().map(UnknownVariables::pattern).collect(Collectors.joining("|"));
        Set<String> unknown = new TreeSet<>(environment.keySet());
        unknown.removeIf(name -> !name.startsWith(variable(prefix) + "_") || name.matches(pattern));
        if (!unknown.isEmpty()) {
            throw new ConfigurationException("unknown environment variable %s; the keys of %s are %s"
                    .formatted(String.join(", ", unknown), prefix, new TreeSet<>(known)));
        }
    }

    /** A map's key may be anything, and a quoted one is quoted with underscores. */
    private static String pattern(String property) {
        return variable(property).replace("_*", "_.+");
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9*]", "_").toUpperCase(Locale.ROOT);
    }
}
