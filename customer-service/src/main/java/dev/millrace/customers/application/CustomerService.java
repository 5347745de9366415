package dev.millrace.customers.application;

import dev.millrace.chassis.errors.AlreadyExists;
import dev.millrace.chassis.errors.NotFound;
import dev.millrace.chassis.idempotency.IdempotencyKeys;
import dev.millrace.chassis.ids.UuidV7;
import dev.millrace.chassis.money.Money;
import dev.millrace.chassis.security.AccessScope;
import dev.millrace.customers.domain.Customer;
import dev.millrace.customers.persistence.CustomerOutbox;
import dev.millrace.customers.persistence.CustomerRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What can be done with customers; each call is one transaction. */
@ApplicationScoped
@Transactional
public class CustomerService {
    private final CustomerRepository customers;
    private final CustomerOutbox events;
    private final IdempotencyKeys keys;

    CustomerService(CustomerRepository customers, CustomerOutbox events, IdempotencyKeys keys) {
        this.customers = customers;
        this.events = events;
        this.keys = keys;
    }

    /**
     * @param owner the subject whose own record this is; empty when a clerk keeps it
     * @param idempotencyKey null, or the client's key: a repeated call answers the customer of the first time
     * @throws AlreadyExists when the subject has a record already
     */
    public Customer register(
            String name, String email, Money creditLimit, Optional<String> owner, String idempotencyKey) {
        Customer.Registered registered = Customer.register(UuidV7.next(), name, email, creditLimit, owner.orElse(null));
        Customer customer = registered.customer();
        UUID id = keys.claim("register-customer", idempotencyKey, List.of(name, email, creditLimit), customer.id());
        if (!id.equals(customer.id())) {
            return get(id, owner.map(AccessScope::toOwn).orElseGet(AccessScope::toAll));
        }
        customers.add(customer);
        events.publish(registered.event());
        return customer;
    }

    /** @throws NotFound also when the access does not cover the customer */
    public Customer get(UUID id, AccessScope access) {
        return customers
                .findByIdOptional(id)
                .filter(customer -> access.covers(customer.owner()))
                .orElseThrow(() -> new NotFound("customer", id));
    }

    public List<Customer> newestFirst(AccessScope access, UUID after, int count) {
        return customers.newestFirst(access.owner(), after, count);
    }
}
