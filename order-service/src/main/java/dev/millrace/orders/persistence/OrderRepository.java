package dev.millrace.orders.persistence;

import dev.millrace.orders.domain.Order;
import dev.millrace.orders.domain.OrderState;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Orders in PostgreSQL. */
@ApplicationScoped
public class OrderRepository implements PanacheRepositoryBase<Order, UUID> {
    /**
     * At most {@code count} orders, newest first: ids are UUIDv7. Null does not restrict; {@code after} is the last id
     * of the page before.
     */
    public List<Order> newestFirst(String owner, UUID customerId, OrderState state, UUID after, int count) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> parameters = new HashMap<>();
        restrict(conditions, parameters, "owner = :owner", "owner", owner);
        restrict(conditions, parameters, "customerId = :customerId", "customerId", customerId);
        restrict(conditions, parameters, "state = :state", "state", state);
        restrict(conditions, parameters, "id < :after", "after", after);
        return find(String.join(" and ", conditions) + " order by id desc", parameters)
                .range(0, count - 1)
                .list();
    }

    public Map<UUID, Long> versions(Collection<UUID> ids) {
        return find("select id, version from Order where id in ?1", ids).project(Version.class).stream()
                .collect(Collectors.toMap(Version::id, Version::version));
    }

    /** The part of an order that a sweep reads. */
    @RegisterForReflection
    public record Version(UUID id, long version) {}

    private static void restrict(
            List<String> conditions, Map<String, Object> all, String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            all.put(name, value);
        }
    }
}
