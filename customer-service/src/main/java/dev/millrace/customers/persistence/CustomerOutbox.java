package dev.millrace.customers.persistence;

import dev.millrace.chassis.outbox.Outbox;
import dev.millrace.chassis.outbox.OutboxMessage;
import dev.millrace.contracts.CustomerEventTypes;
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
            case CustomerEvent.CustomerCreated e -> CustomerEventTypes.CREATED;
            case CustomerEvent.CreditReserved e -> CustomerEventTypes.CREDIT_RESERVED;
            case CustomerEvent.CreditLimitExceeded e -> CustomerEventTypes.CREDIT_LIMIT_EXCEEDED;
            case CustomerEvent.CreditReservationChanged e -> CustomerEventTypes.CREDIT_RESERVATION_CHANGED;
            case CustomerEvent.CreditReleased e -> CustomerEventTypes.CREDIT_RELEASED;
            case CustomerEvent.CustomerNotFound e -> CustomerEventTypes.NOT_FOUND;
        };
    }
}
