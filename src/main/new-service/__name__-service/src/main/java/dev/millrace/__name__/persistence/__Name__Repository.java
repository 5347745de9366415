package dev.millrace.__name__.persistence;

import dev.millrace.__name__.domain.__Name__;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The aggregates in PostgreSQL. */
@ApplicationScoped
public class __Name__Repository implements PanacheRepositoryBase<__Name__, UUID> {
    /** At most {@code count}, newest first, since ids are UUIDv7. {@code after} may be null. */
    public List<__Name__> newestFirst(Optional<String> owner, @Nullable UUID after, int count) {
        CriteriaBuilder is = getEntityManager().getCriteriaBuilder();
        CriteriaQuery<__Name__> query = is.createQuery(__Name__.class);
        Root<__Name__> row = query.from(__Name__.class);
        query.where(Stream.of(
                                owner.map(it -> is.equal(row.get("owner"), it)),
                                Optional.ofNullable(after).map(it -> is.lessThan(row.get("id"), it)))
                        .flatMap(Optional::stream)
                        .toList())
                .orderBy(is.desc(row.get("id")));
        return getEntityManager().createQuery(query).setMaxResults(count).getResultList();
    }
}
