package dev.millrace.history.messaging;

import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.history.domain.ProjectionEvent;
import dev.millrace.history.domain.ProjectionEvent.CauseRecorded;
import dev.millrace.history.domain.ProjectionEvent.CustomerNamed;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.CodePointLength;

/** Maps the customer's events to projection events: names, and the decisions that cause orders' steps. */
final class CustomerEvents {
    static final String TOPIC = "customer.events";

    /** The attributes of the event that are used here. */
    @RegisterForReflection
    record CustomerCreated(
            @NotNull UUID customerId,
            @NotNull String name,
            @CodePointLength(max = 255) String owner) {}

    /** Only the CloudEvent attributes of a decision are used. */
    @RegisterForReflection
    record Decision() {}

    private CustomerEvents() {}

    static MessageHandlers to(Consumer<ProjectionEvent> view) {
        MessageHandlers handlers = MessageHandlers.of("order-history-service")
                .from(TOPIC)
                .inAnyOrder()
                .on(
                        "customer.created.v1",
                        CustomerCreated.class,
                        e -> view.accept(new CustomerNamed(e.customerId(), e.name(), e.owner())));
        Stream.of(
                        "customer.credit-reserved.v1",
                        "customer.credit-limit-exceeded.v1",
                        "customer.credit-released.v1",
                        "customer.credit-reservation-changed.v1",
                        "customer.not-found.v1")
                .forEach(type -> handlers.on(
                        type, Decision.class, (e, event) -> view.accept(new CauseRecorded(event.id(), type))));
        return handlers;
    }
}
