package dev.millrace.customers.application;

import dev.millrace.chassis.errors.AlreadyExists;
import dev.millrace.chassis.errors.NotFound;
import dev.millrace.chassis.idempotency.IdempotencyKeys;
import dev.millrace.chassis.ids.UuidV7;
import dev.millrace.chassis.money.Money;
import dev.millrace.chassis.security.AccessScope;
import dev.millrace.customers.domain.CreditAccount;
import dev.millrace.customers.domain.Customer;
import dev.millrace.customers.domain.CustomerWithCredit;
import dev.millrace.customers.domain.RecordedCreditEvent;
import dev.millrace.customers.persistence.CreditAccountReader;
import dev.millrace.customers.persistence.CreditEventStore;
import dev.millrace.customers.persistence.CustomerOutbox;
import dev.millrace.customers.persistence.CustomerRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The use cases of customers. Each call is one transaction. */
@ApplicationScoped
@Transactional
public class CustomerService {
    private final CustomerRepository customers;
    private final CreditEventStore store;
    private final CreditAccountReader accounts;
    private final CustomerOutbox events;
    private final IdempotencyKeys keys;

    CustomerService(
            CustomerRepository customers,
            CreditEventStore store,
            CreditAccountReader accounts,
            CustomerOutbox events,
            IdempotencyKeys keys) {
        this.customers = customers;
        this.store = store;
        this.accounts = accounts;
        this.events = events;
        this.keys = keys;
    }

    /**
     * @param owner subject of the user who is the customer; empty if a clerk registers the customer
     * @param idempotencyKey the client's key, or null; a repeated call returns the customer that the first one
     *     created
     * @throws AlreadyExists if the subject is registered already
     */
    public CustomerWithCredit register(
            String name, String email, Money creditLimit, Optional<String> owner, @Nullable String idempotencyKey) {
        Customer.Registered registered = Customer.register(UuidV7.next(), name, email, creditLimit, owner.orElse(null));
        Customer customer = registered.customer();
        UUID id = keys.claim("register-customer", idempotencyKey, List.of(name, email, creditLimit), customer.id());
        if (!id.equals(customer.id())) {
            return get(id, owner.map(AccessScope::toOwn).orElseGet(AccessScope::toAll));
        }
        customers.add(customer);
        CreditAccount account = CreditAccount.unopened(id);
        store.append(account, registered.opened());
        events.publish(registered.event());
        return new CustomerWithCredit(customer, account.apply(registered.opened()));
    }

    /** @throws NotFound if there is no such customer, or the access does not cover it */
    public CustomerWithCredit get(UUID id, AccessScope access) {
        return new CustomerWithCredit(find(id, access), accounts.account(id));
    }

    /**
     * The customer with the credit as of the given instant.
     *
     * @throws NotFound if there is no such customer, it was registered later, or the access does not cover it
     */
    public CustomerWithCredit getAt(UUID id, Instant at, AccessScope access) {
        Customer customer = find(id, access);
        if (at.isBefore(customer.createdAt())) {
            throw new NotFound("customer", id);
        }
        return new CustomerWithCredit(customer, accounts.account(id, at));
    }

    public List<CustomerWithCredit> newestFirst(AccessScope access, @Nullable UUID after, int count) {
        List<Customer> found = customers.newestFirst(access.owner(), after, count);
        Map<UUID, CreditAccount> credit =
                accounts.accounts(found.stream().map(Customer::id).toList());
        return found.stream()
                .map(customer -> new CustomerWithCredit(customer, Objects.requireNonNull(credit.get(customer.id()))))
                .toList();
    }

    /**
     * At most {@code count} events of the customer's account, newest first.
     *
     * @param before exclusive upper bound of the sequence number; null for none
     * @throws NotFound like {@link #get}
     */
    public List<RecordedCreditEvent> creditEvents(UUID id, @Nullable Long before, int count, AccessScope access) {
        return accounts.newestFirst(find(id, access).id(), before, count);
    }

    private Customer find(UUID id, AccessScope access) {
        return customers
                .findByIdOptional(id)
                .filter(customer -> access.covers(customer.owner()))
                .orElseThrow(() -> new NotFound("customer", id));
    }
}
