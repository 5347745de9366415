package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import dev.millrace.customers.domain.CustomerEvent.CreditLimitExceeded;
import dev.millrace.customers.domain.CustomerEvent.CreditReleased;
import dev.millrace.customers.domain.CustomerEvent.CreditReserved;
import dev.millrace.customers.domain.CustomerEvent.CustomerCreated;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Aggregate: a customer and their credit. What orders hold together never exceeds the limit. */
@Entity
@Table(name = "customer")
public class Customer {
    @Id
    private UUID id;

    private String name;

    private String email;

    @JdbcTypeCode(SqlTypes.CHAR)
    private String currency;

    @Column(name = "credit_limit")
    private BigDecimal creditLimit;

    private BigDecimal reserved;

    private String owner;

    @Version
    private long version;

    @Column(name = "created_at")
    private Instant createdAt;

    protected Customer() {}

    private Customer(UUID id, String name, String email, Money creditLimit, String owner) {
        this.id = id;
        this.name = name;
        this.email = email;
        this.currency = creditLimit.currency();
        this.creditLimit = creditLimit.amount();
        this.owner = owner;
        this.reserved = Money.zero(currency).amount();
        this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS); // what PostgreSQL keeps
    }

    /** A new customer together with the event of its creation. */
    public record Registered(Customer customer, CustomerCreated event) {}

    /** @param owner the subject of the user who this customer is; null when a clerk acts for the customer */
    public static Registered register(UUID id, String name, String email, Money creditLimit, String owner) {
        Customer customer = new Customer(id, name, email, creditLimit, owner);
        return new Registered(customer, new CustomerCreated(id, name, email, creditLimit, owner, customer.createdAt));
    }

    /** @param orderer a subject; null for a clerk, who may order for anybody */
    public boolean mayBeOrderedForBy(String orderer) {
        return orderer == null || orderer.equals(owner);
    }

    /** Reserves credit for an order, or refuses. Credit in another currency is no credit. */
    public CreditDecision reserve(UUID orderId, Money requested) {
        boolean covered = requested.hasCurrencyOf(availableCredit()) && !requested.isMoreThan(availableCredit());
        if (!covered) {
            return new CreditDecision.Refused(
                    new CreditLimitExceeded(id, orderId, requested, availableCredit(), owner));
        }
        reserved = reserved.add(requested.amount());
        return new CreditDecision.Granted(
                new CreditReservation(orderId, id, requested), new CreditReserved(id, orderId, requested, owner));
    }

    /** Frees what an order holds. */
    public CreditReleased release(CreditReservation reservation) {
        if (!reservation.customerId().equals(id)) {
            throw new IllegalArgumentException(
                    "order " + reservation.orderId() + " holds credit of another customer than " + id);
        }
        reserved = reserved.subtract(reservation.amount());
        return new CreditReleased(id, reservation.orderId(), new Money(reservation.amount(), currency), owner);
    }

    public Money creditLimit() {
        return new Money(creditLimit, currency);
    }

    public Money availableCredit() {
        return new Money(creditLimit.subtract(reserved), currency);
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

    /** Null when the customer is no user. */
    public String owner() {
        return owner;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
