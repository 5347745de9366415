package dev.millrace.customers.application;

import dev.millrace.chassis.money.Money;
import dev.millrace.customers.domain.CreditDecision;
import dev.millrace.customers.domain.Customer;
import dev.millrace.customers.domain.CustomerEvent;
import dev.millrace.customers.domain.CustomerEvent.CustomerNotFound;
import dev.millrace.customers.persistence.CreditReservationRepository;
import dev.millrace.customers.persistence.CustomerOutbox;
import dev.millrace.customers.persistence.CustomerRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** What orders do to their customers' credit; each call is one transaction on one customer. */
@ApplicationScoped
@Transactional
public class CreditService {
    private final CustomerRepository customers;
    private final CreditReservationRepository reservations;
    private final CustomerOutbox events;

    CreditService(CustomerRepository customers, CreditReservationRepository reservations, CustomerOutbox events) {
        this.customers = customers;
        this.reservations = reservations;
        this.events = events;
    }

    /**
     * Reserves, refuses, or tells that there is no such customer; the order hears of it by event.
     *
     * @param orderer the subject who ordered for themself; null when a clerk did, who may for any customer
     */
    public void reserve(UUID customerId, UUID orderId, Money total, String orderer) {
        Optional<Customer> customer = customers.lock(customerId).filter(found -> found.mayBeOrderedForBy(orderer));
        events.publish(
                customer.isPresent()
                        ? decide(customer.get(), orderId, total)
                        : new CustomerNotFound(customerId, orderId));
    }

    /** Frees what the order holds, if it holds anything: a refused order never did, and needs no answer. */
    public void release(UUID customerId, UUID orderId) {
        customers
                .lock(customerId)
                .ifPresent(customer -> reservations.findByIdOptional(orderId).ifPresent(reservation -> {
                    reservations.delete(reservation);
                    events.publish(customer.release(reservation));
                }));
    }

    private CustomerEvent decide(Customer customer, UUID orderId, Money total) {
        CreditDecision decision = customer.reserve(orderId, total);
        if (decision instanceof CreditDecision.Granted granted) {
            reservations.persist(granted.reservation());
        }
        return decision.event();
    }
}
