package dev.millrace.orders.watching;

import dev.millrace.orders.domain.Order;
import dev.millrace.orders.persistence.OrderRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads watched orders from the database. */
@ApplicationScoped
@Transactional
class WatchedOrderReader {
    private final OrderRepository orders;

    WatchedOrderReader(OrderRepository orders) {
        this.orders = orders;
    }

    List<Order> all(Collection<UUID> ids) {
        return orders.list("id in ?1", ids);
    }

    /** Those of the orders whose version is higher than the given one. */
    List<Order> newerThan(Map<UUID, Long> versions) {
        Map<UUID, Long> current = orders.versions(versions.keySet());
        Set<UUID> changed = versions.entrySet().stream()
                .filter(order -> current.getOrDefault(order.getKey(), order.getValue()) > order.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return changed.isEmpty() ? List.of() : all(changed);
    }
}
