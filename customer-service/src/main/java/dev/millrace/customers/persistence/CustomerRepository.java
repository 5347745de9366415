package dev.millrace.customers.persistence;

import dev.millrace.chassis.errors.AlreadyExists;
import dev.millrace.customers.domain.Customer;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Customers in PostgreSQL. */
@ApplicationScoped
public class CustomerRepository implements PanacheRepositoryBase<Customer, UUID> {
    private static final String ONE_PER_OWNER = "customer_owner_key";

    /** @throws AlreadyExists if the owner is registered already */
    public void add(Customer customer) {
        if (customer.owner() != null && count("owner", customer.owner()) > 0) {
            throw registeredAlready();
        }
        try {
            persistAndFlush(customer);
        } catch (ConstraintViolationException e) {
            throw ONE_PER_OWNER.equals(e.getConstraintName()) ? registeredAlready() : e; // by a concurrent transaction
        }
    }

    private static AlreadyExists registeredAlready() {
        return new AlreadyExists("You are registered already: GET /customers lists your record.");
    }

    /**
     * At most {@code count} customers, newest first, since ids are UUIDv7. {@code after} may be null. Uses the Criteria
     * API: the parser of query strings would cost a tenth of a cold start.
     */
    public List<Customer> newestFirst(Optional<String> owner, @Nullable UUID after, int count) {
        CriteriaBuilder is = getEntityManager().getCriteriaBuilder();
        CriteriaQuery<Customer> query = is.createQuery(Customer.class);
        Root<Customer> customer = query.from(Customer.class);
        query.where(Stream.of(
                                owner.map(it -> is.equal(customer.get("owner"), it)),
                                Optional.ofNullable(after).map(it -> is.lessThan(customer.get("id"), it)))
                        .flatMap(Optional::stream)
                        .toList())
                .orderBy(is.desc(customer.get("id")));
        return getEntityManager().createQuery(query).setMaxResults(count).getResultList();
    }
}
