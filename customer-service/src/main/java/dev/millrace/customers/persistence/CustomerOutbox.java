package dev.millrace.customers.persistence;

import dev.millrace.chassis.outbox.Outbox;
import dev.millrace.chassis.outbox.OutboxMessage;
import dev.millrace.customers.domain.CustomerEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes a customer's events to the outbox under their wire names. */
@ApplicationScoped
@RegisterForReflection(targets = CustomerEvent.class, ignoreNested = false, registerFullHierarchy = true)
public class CustomerOutbox {
    private static final String AGGREGATE_TYPE = "customer";

    private final Outbox outbox;

    CustomerOutbox(Outbox outbox) {
        this.outbox = outbox;
    }

    public void publish(CustomerEvent event) {
        outbox.publish(new OutboxMessage(AGGREGATE_TYPE, event.customerId(), typeOf(event), event));
    }

    static String typeOf(CustomerEvent event) {
        return switch (event) {
            case CustomerEvent.CustomerCreated e -> "customer.created.v1";
            case CustomerEvent.CreditReserved e -> "customer.credit-reserved.v1";
            case CustomerEvent.CreditLimitExceeded e -> "customer.credit-limit-exceeded.v1";
            case CustomerEvent.CreditReservationChanged e -> "customer.credit-reservation-changed.v1";
            case CustomerEvent.CreditReleased e -> "customer.credit-released.v1";
            case CustomerEvent.CustomerNotFound e -> "customer.not-found.v1";
        };
    }
}
