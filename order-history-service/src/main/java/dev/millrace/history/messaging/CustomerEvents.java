package dev.millrace.history.messaging;

import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.contracts.CustomerEventTypes;
import dev.millrace.history.domain.ProjectionEvent;
import dev.millrace.history.domain.ProjectionEvent.CauseRecorded;
import dev.millrace.history.domain.ProjectionEvent.CustomerNamed;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** Maps the customer's events to projection events: names, and the decisions that cause orders' steps. */
final class CustomerEvents {
    /** The attributes of the event that are used here. */
    @RegisterForReflection
    record CustomerCreated(
            @NotNull UUID customerId,
            @NotNull String name,
            @CodePointLength(max = 255) @Nullable String owner) {}

    /** Only the CloudEvent attributes of a decision are used. */
    @RegisterForReflection
    record Decision() {}

    private CustomerEvents() {}

    static MessageHandlers to(Consumer<ProjectionEvent> view) {
        MessageHandlers handlers = MessageHandlers.of("order-history-service")
                .from(CustomerEventTypes.TOPIC)
                .inAnyOrder()
                .on(
                        CustomerEventTypes.CREATED,
                        CustomerCreated.class,
                        e -> view.accept(new CustomerNamed(e.customerId(), e.name(), e.owner())));
        Stream.of(
                        CustomerEventTypes.CREDIT_RESERVED,
                        CustomerEventTypes.CREDIT_LIMIT_EXCEEDED,
                        CustomerEventTypes.CREDIT_RELEASED,
                        CustomerEventTypes.CREDIT_RESERVATION_CHANGED,
                        CustomerEventTypes.NOT_FOUND)
                .forEach(type -> handlers.on(
                        type, Decision.class, (e, event) -> view.accept(new CauseRecorded(event.id(), type))));
        return handlers;
    }
}
