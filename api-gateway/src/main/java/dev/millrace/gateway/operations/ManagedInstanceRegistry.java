package dev.millrace.gateway.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The configured instances. */
@ApplicationScoped
class ManagedInstanceRegistry {
    private final List<ManagedInstance> instances;

    ManagedInstanceRegistry(OperationsConfig config) {
        instances = config.instances().orElse(List.of()).stream()
                .map(ManagedInstance::parse)
                .toList();
    }

    List<ManagedInstance> all() {
        return instances;
    }

    /** One instance of each service, for calls that all instances of a service answer in the same way. */
    Collection<ManagedInstance> oneEach() {
        return instances.stream()
                .collect(Collectors.toMap(
                        ManagedInstance::service, each -> each, (first, second) -> first, LinkedHashMap::new))
                .values();
    }

    /**
     * Each instance of the service.
     *
     * @throws NotFoundException when none is configured
     */
    List<ManagedInstance> allOf(String service) {
        List<ManagedInstance> all = instances.stream()
                .filter(each -> each.service().equals(service))
                .toList();
        if (all.isEmpty()) {
            throw new NotFoundException("No instance of this service is configured.");
        }
        return all;
    }

    /** @throws NotFoundException when no instance of the service is configured */
    ManagedInstance of(String service) {
        return allOf(service).getFirst();
    }
}
