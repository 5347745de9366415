package dev.millrace.chassis.saga;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All versions of all sagas that this release declares. */
@ApplicationScoped
class SagaRegistry {
    private final Map<SagaVersion, SagaDefinition<?>> definitions = new HashMap<>();

    SagaRegistry(@All List<SagaDefinition<?>> declared) {
        for (SagaDefinition<?> definition : declared) {
            SagaVersion version = new SagaVersion(definition.type(), definition.version());
            if (definitions.put(version, definition) != null) {
                throw new IllegalStateException("There are two tables of saga " + version);
            }
        }
    }

    /** The newest version of the saga, with which instances are started. */
    SagaDefinition<?> newest(String type) {
        return newestVersion(type)
                .flatMap(version -> find(type, version))
                .orElseThrow(() -> new IllegalArgumentException("There is no saga " + type));
    }

    Optional<SagaDefinition<?>> find(String type, int version) {
        return Optional.ofNullable(definitions.get(new SagaVersion(type, version)));
    }

    /** Whether this release declares only newer versions of the saga, so that running instances cannot continue. */
    boolean isOutdated(SagaVersion running) {
        return !definitions.containsKey(running)
                && newestVersion(running.type())
                        .filter(newest -> newest > running.version())
                        .isPresent();
    }

    Set<SagaVersion> versions() {
        return definitions.keySet();
    }

    private Optional<Integer> newestVersion(String type) {
        return definitions.keySet().stream()
                .filter(each -> each.type().equals(type))
                .map(SagaVersion::version)
                .max(Integer::compare);
    }
}
