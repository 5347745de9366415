package dev.millrace.customers.api;

import dev.millrace.chassis.money.Money;
import dev.millrace.customers.domain.Customer;
import java.time.Instant;
import java.util.UUID;

/** A customer as clients see one. */
public record CustomerView(
        UUID id, String name, String email, Money creditLimit, Money availableCredit, Instant createdAt) {

    static CustomerView of(Customer customer) {
        return new CustomerView(
                customer.id(),
                customer.name(),
                customer.email(),
                customer.creditLimit(),
                customer.availableCredit(),
                customer.createdAt());
    }
}
