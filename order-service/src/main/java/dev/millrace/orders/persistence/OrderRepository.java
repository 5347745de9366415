package dev.millrace.orders.persistence;

import dev.millrace.orders.domain.Order;
import dev.millrace.orders.domain.OrderState;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Orders in PostgreSQL. */
@ApplicationScoped
public class OrderRepository implements PanacheRepositoryBase<Order, UUID> {
    /**
     * At most {@code count} orders, newest first, since ids are UUIDv7. A null argument does not restrict; {@code
     * after} is the last id of the previous page. Uses the Criteria API: the parser of query strings would cost a tenth
     * of a cold start.
     */
    public List<Order> newestFirst(
            @Nullable String owner,
            @Nullable UUID customerId,
            @Nullable OrderState state,
            @Nullable UUID after,
            int count) {
        CriteriaBuilder is = getEntityManager().getCriteriaBuilder();
        CriteriaQuery<Order> query = is.createQuery(Order.class);
        Root<Order> order = query.from(Order.class);
        query.where(Stream.of(
                                Optional.ofNullable(owner).map(it -> is.equal(order.get("owner"), it)),
                                Optional.ofNullable(customerId).map(it -> is.equal(order.get("customerId"), it)),
                                Optional.ofNullable(state).map(it -> is.equal(order.get("state"), it)),
                                Optional.ofNullable(after).map(it -> is.lessThan(order.get("id"), it)))
                        .flatMap(Optional::stream)
                        .toList())
                .orderBy(is.desc(order.get("id")));
        return getEntityManager().createQuery(query).setMaxResults(count).getResultList();
    }

    public Map<UUID, Long> versions(Collection<UUID> ids) {
        return find("select id, version from Order where id in ?1", ids).project(Version.class).stream()
                .collect(Collectors.toMap(Version::id, Version::version));
    }

    /** The columns that the sweep reads. */
    @RegisterForReflection
    public record Version(UUID id, long version) {}
}
