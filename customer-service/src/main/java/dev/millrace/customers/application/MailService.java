package dev.millrace.customers.application;

import dev.millrace.customers.domain.OrderOutcome;
import dev.millrace.customers.persistence.CustomerRepository;
import dev.millrace.customers.persistence.OrderMailRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;

/** Queues a mail for each outcome, in the transaction that handles the event. */
@ApplicationScoped
@Transactional
public class MailService {
    private final CustomerRepository customers;
    private final OrderMailRepository mails;
    private final MailConfig config;

    MailService(CustomerRepository customers, OrderMailRepository mails, MailConfig config) {
        this.customers = customers;
        this.mails = mails;
        this.config = config;
    }

    /** Whether a sender is configured. */
    @Transactional(TxType.SUPPORTS)
    public boolean isEnabled() {
        return config.from().isPresent();
    }

    /**
     * Does nothing if the orderer is not the customer (the mail would go to somebody else), the customer is unknown,
     * the outcome is too old, or no sender is configured.
     */
    public void queue(OrderOutcome outcome) {
        if (config.from().isEmpty()
                || outcome.occurredAt().isBefore(Instant.now().minus(config.maxAge()))) {
            return;
        }
        customers
                .findByIdOptional(outcome.customerId())
                .filter(customer -> customer.mayBeOrderedForBy(outcome.orderer()))
                .ifPresent(customer -> mails.add(outcome));
    }
}
