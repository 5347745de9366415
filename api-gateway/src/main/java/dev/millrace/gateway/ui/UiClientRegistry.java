package dev.millrace.gateway.ui;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** UI clients by service name, in the order of their fragments on a page. */
@ApplicationScoped
class UiClientRegistry {
    private final Map<String, UiClient> clients = new LinkedHashMap<>();

    UiClientRegistry(
            @RestClient CustomerUiClient customers,
            @RestClient OrderUiClient orders,
            @RestClient OrderHistoryUiClient history) {
        clients.put("customer-service", customers);
        clients.put("order-service", orders);
        clients.put("order-history-service", history);
    }

    Map<String, UiClient> all() {
        return clients;
    }

    Optional<UiClient> find(String service) {
        return Optional.ofNullable(clients.get(service));
    }
}
