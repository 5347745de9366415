package dev.millrace.customers.api;

import dev.millrace.chassis.money.Money;
import dev.millrace.customers.domain.CreditAccount;
import dev.millrace.customers.domain.Customer;
import dev.millrace.customers.domain.CustomerWithCredit;
import java.time.Instant;
import java.util.UUID;

/** A customer as the REST API returns it. */
public record CustomerView(
        UUID id, String name, String email, Money creditLimit, Money availableCredit, Instant createdAt) {

    static CustomerView of(CustomerWithCredit found) {
        Customer customer = found.customer();
        CreditAccount credit = found.credit();
        return new CustomerView(
                customer.id(),
                customer.name(),
                customer.email(),
                credit.limit(),
                credit.available(),
                customer.createdAt());
    }
}
