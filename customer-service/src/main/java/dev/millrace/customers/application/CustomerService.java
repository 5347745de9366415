package dev.millrace.customers.application;

import dev.millrace.chassis.errors.NotFound;
import dev.millrace.chassis.idempotency.IdempotencyKeys;
import dev.millrace.chassis.ids.Ids;
import dev.millrace.chassis.money.Money;
import dev.millrace.customers.domain.Customer;
import dev.millrace.customers.persistence.CustomerOutbox;
import dev.millrace.customers.persistence.CustomerRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
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

    /** @param idempotencyKey null, or the client's key: a repeated call answers the customer of the first time */
    public Customer register(String name, String email, Money creditLimit, String idempotencyKey) {
        Customer.Registered registered = Customer.register(Ids.next(), name, email, creditLimit);
        Customer customer = registered.customer();
        UUID id = keys.claim("register-customer", idempotencyKey, List.of(name, email, creditLimit), customer.id());
        if (!id.equals(customer.id())) {
            return get(id);
        }
        customers.persistAndFlush(customer);
        events.publish(registered.event());
        return customer;
    }

    public Customer get(UUID id) {
        return customers.findByIdOptional(id).orElseThrow(() -> new NotFound("customer", id));
    }

    public List<Customer> newestFirst(UUID after, int count) {
        return customers.newestFirst(after, count);
    }
}
