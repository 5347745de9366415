package dev.millrace.customers.persistence;

import dev.millrace.customers.domain.Customer;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Customers in PostgreSQL. */
@ApplicationScoped
public class CustomerRepository implements PanacheRepositoryBase<Customer, UUID> {
    /** Waits until no other transaction is changing the customer; orders that compete for credit come one by one. */
    public Optional<Customer> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** At most {@code count} customers, newest first: ids are UUIDv7. {@code after} may be null. */
    public List<Customer> newestFirst(UUID after, int count) {
        return (after == null ? find("order by id desc") : find("id < ?1 order by id desc", after))
                .range(0, count - 1)
                .list();
    }
}
