package dev.millrace.customers.application;

import dev.millrace.chassis.money.Money;
import dev.millrace.customers.domain.CreditAccount;
import dev.millrace.customers.domain.CreditDecision;
import dev.millrace.customers.domain.Customer;
import dev.millrace.customers.domain.CustomerEvent;
import dev.millrace.customers.domain.Reservation;
import dev.millrace.customers.persistence.CreditAccountReader;
import dev.millrace.customers.persistence.CreditEventStore;
import dev.millrace.customers.persistence.CustomerOutbox;
import dev.millrace.customers.persistence.CustomerRepository;
import dev.millrace.customers.persistence.ReplyOutbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reserves, changes and releases orders' credit. Each call is one transaction on one account. Calls are idempotent
 * whatever the message id and however late a message is delivered again: the account's own events show that it took
 * effect.
 */
@ApplicationScoped
@Transactional
public class CreditService {
    private final CustomerRepository customers;
    private final CreditEventStore store;
    private final CreditAccountReader accounts;
    private final CustomerOutbox events;
    private final ReplyOutbox replies;
    private final CreditMetrics metrics;

    CreditService(
            CustomerRepository customers,
            CreditEventStore store,
            CreditAccountReader accounts,
            CustomerOutbox events,
            ReplyOutbox replies,
            CreditMetrics metrics) {
        this.customers = customers;
        this.store = store;
        this.accounts = accounts;
        this.events = events;
        this.replies = replies;
        this.metrics = metrics;
    }

    /**
     * Handles a new order. Reserves its total or refuses it, and publishes the decision as an event; a missing customer
     * is published as well.
     *
     * @param orderer subject of the user who ordered for themself; null if a clerk ordered, who may order for any
     *     customer
     */
    public void reserve(UUID customerId, UUID orderId, Money total, @Nullable String orderer) {
        Optional<Customer> customer = lock(customerId);
        boolean mayOrder =
                customer.filter(found -> found.mayBeOrderedForBy(orderer)).isPresent();
        decide(customerId, orderId, customer, (account, order) -> account.reserve(order, total, mayOrder));
    }

    /** Sets the order's reservation to exactly the total, or refuses; replies to the saga. */
    public void change(SagaCommand command, Money total, @Nullable String orderer) {
        Optional<Customer> customer = lock(command.customerId());
        boolean mayOrder =
                customer.filter(found -> found.mayBeOrderedForBy(orderer)).isPresent();
        CreditDecision decision = decide(
                command.customerId(),
                command.orderId(),
                customer,
                (account, order) -> account.change(order, command.sagaId(), total, mayOrder));
        String owner = ownerOf(customer);
        replies.send(
                decision.refusal().isPresent()
                        ? command.refused(decision.refusal().get(), owner)
                        : command.reserved(owner));
    }

    /** Releases what the order has reserved and closes its reservation; always replies to the saga. */
    public void release(SagaCommand command) {
        Optional<Customer> customer = lock(command.customerId());
        decide(command.customerId(), command.orderId(), customer, CreditAccount::release);
        replies.send(command.released(ownerOf(customer)));
    }

    private static @Nullable String ownerOf(Optional<Customer> customer) {
        return customer.map(Customer::owner).orElse(null);
    }

    private Optional<Customer> lock(UUID customerId) {
        store.lock(customerId);
        return customers.findByIdOptional(customerId);
    }

    private CreditDecision decide(
            UUID customerId,
            UUID orderId,
            Optional<Customer> customer,
            BiFunction<CreditAccount, Reservation, CreditDecision> decision) {
        CreditAccount account = accounts.account(customerId);
        CreditDecision decided = decision.apply(account, store.reservation(customerId, orderId));
        decided.event().ifPresent(event -> {
            store.append(account, event);
            metrics.record(account.apply(event));
            CustomerEvent.of(event, account, ownerOf(customer)).ifPresent(events::publish);
        });
        return decided;
    }
}
