package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import dev.millrace.customers.domain.CustomerEvent.CustomerCreated;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A customer as registered. The credit, which changes, is the {@link CreditAccount} with the same id. */
@Entity
@Table(name = "customer")
public class Customer {
    @Id
    private UUID id;

    private String name;

    private String email;

    private @Nullable String owner;

    @Column(name = "created_at")
    private Instant createdAt;

    protected Customer() {}

    private Customer(UUID id, String name, String email, @Nullable String owner) {
        this.id = id;
        this.name = name;
        this.email = email;
        this.owner = owner;
        this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS); // the precision of PostgreSQL
    }

    /** A new customer with the first event of its account and the event to publish. */
    public record Registered(Customer customer, CreditEvent.Opened opened, CustomerCreated event) {}

    /** @param owner subject of the user who is the customer; null if a clerk acts for the customer */
    public static Registered register(UUID id, String name, String email, Money creditLimit, @Nullable String owner) {
        Customer customer = new Customer(id, name, email, owner);
        return new Registered(
                customer,
                new CreditEvent.Opened(creditLimit),
                new CustomerCreated(id, name, email, creditLimit, owner, customer.createdAt));
    }

    /** @param orderer a subject; null for a clerk, who may order for any customer */
    public boolean mayBeOrderedForBy(@Nullable String orderer) {
        return orderer == null || orderer.equals(owner);
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String email() {
        return email;
    }

    /** Null if the customer is not a user. */
    public @Nullable String owner() {
        return owner;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
