package dev.millrace.chassis.saga;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Refuses to start a release that has dropped the table of a saga which still runs: it would wait for ever. One of a
 * release that is newer is left to that; during a rolling update both are there.
 */
@ApplicationScoped
class SagaVersionCheck {
    private final SagaRegistry registry;
    private final SagaRepository sagas;

    SagaVersionCheck(SagaRegistry registry, SagaRepository sagas) {
        this.registry = registry;
        this.sagas = sagas;
    }

    /** After the schema is migrated, and ahead of consumers and requests. */
    void check(@Observes @Priority(3) StartupEvent start) {
        if (!registry.versions().isEmpty()) {
            check();
        }
    }

    void check() {
        List<String> outdated = sagas.runningVersions().stream()
                .filter(registry::isOutdated)
                .map(SagaVersion::toString)
                .sorted()
                .toList();
        if (!outdated.isEmpty()) {
            throw new ConfigurationException(
                    "sagas that this release cannot take on still run: %s; run the release before it until they have ended"
                            .formatted(String.join(", ", outdated)));
        }
    }
}
