package dev.millrace.gateway.ui;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The services that provide a UI, in the order of their fragments on a page. */
@ApplicationScoped
class ServiceUiRegistry {
    private final List<ServiceUi> services;

    ServiceUiRegistry(@RestClient UiClient client) {
        services = Stream.of("customer-service", "order-service", "order-history-service")
                .map(service -> new ServiceUi(service, client))
                .toList();
    }

    List<ServiceUi> all() {
        return services;
    }

    Optional<ServiceUi> find(String service) {
        return services.stream().filter(each -> each.name().equals(service)).findFirst();
    }
}
