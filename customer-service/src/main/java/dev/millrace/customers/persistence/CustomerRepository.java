package dev.millrace.customers.persistence;

import dev.millrace.chassis.errors.AlreadyExists;
import dev.millrace.customers.domain.Customer;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Customers in PostgreSQL. */
@ApplicationScoped
public class CustomerRepository implements PanacheRepositoryBase<Customer, UUID> {
    private static final String ONE_PER_OWNER = "customer_owner_key";

    /** @throws AlreadyExists when the owner has a record already */
    public void add(Customer customer) {
        if (customer.owner() != null && count("owner", customer.owner()) > 0) {
            throw registeredAlready();
        }
        try {
            persistAndFlush(customer);
        } catch (ConstraintViolationException e) {
            throw ONE_PER_OWNER.equals(e.getConstraintName()) ? registeredAlready() : e; // a moment ago
        }
    }

    private static AlreadyExists registeredAlready() {
        return new AlreadyExists("You are registered already: GET /customers lists your record.");
    }

    /** Waits until no other transaction is changing the customer; orders that compete for credit come one by one. */
    public Optional<Customer> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** At most {@code count} customers, newest first: ids are UUIDv7. {@code after} may be null. */
    public List<Customer> newestFirst(Optional<String> owner, UUID after, int count) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> parameters = new HashMap<>();
        if (owner.isPresent()) {
            conditions.add("owner = :owner");
            parameters.put("owner", owner.get());
        }
        if (after != null) {
            conditions.add("id < :after");
            parameters.put("after", after);
        }
        return find(String.join(" and ", conditions) + " order by id desc", parameters)
                .range(0, count - 1)
                .list();
    }
}
