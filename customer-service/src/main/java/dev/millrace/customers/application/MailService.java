package dev.millrace.customers.application;

import dev.millrace.customers.domain.OrderOutcome;
import dev.millrace.customers.persistence.CustomerRepository;
import dev.millrace.customers.persistence.OrderMailRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;

/** Queues a mail for each outcome, in the transaction that takes note of it. */
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
    public boolean areOn() {
        return config.from().isPresent();
    }

    /** Who ordered on somebody else's account gets no mail there; nor does who has no account. */
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
