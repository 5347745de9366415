package dev.millrace.chassis.saga;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Stops the start of a release that has dropped an older version of a saga which still has running instances: they
 * would never continue. Instances of a newer version are accepted, because both releases run during a rolling update.
 */
@ApplicationScoped
class SagaVersionCheck {
    private final SagaRegistry registry;
    private final SagaRepository sagas;

    SagaVersionCheck(SagaRegistry registry, SagaRepository sagas) {
        this.registry = registry;
        this.sagas = sagas;
    }

    /** Runs after the schema migration and before consumers and requests. */
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
                    "sagas that this release cannot continue are still running: %s; run the previous release until they end"
                            .formatted(String.join(", ", outdated)));
        }
    }
}
