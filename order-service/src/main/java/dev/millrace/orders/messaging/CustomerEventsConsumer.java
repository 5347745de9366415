package dev.millrace.orders.messaging;

import dev.millrace.chassis.messaging.KafkaMessageReceiver;
import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.contracts.CustomerEventTypes;
import dev.millrace.orders.application.OrderTransitionHandler;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.validator.constraints.CodePointLength;

import static dev.millrace.orders.domain.RejectionReason.CREDIT_LIMIT_EXCEEDED;
import static dev.millrace.orders.domain.RejectionReason.CUSTOMER_NOT_FOUND;

/** The order's side of the create-order saga: applies the customer's events to orders. */
@ApplicationScoped
class CustomerEventsConsumer {
    /** The attributes of the customer's events that are used here. */
    @RegisterForReflection
    record CreditDecision(
            @NotNull UUID orderId,
            @CodePointLength(max = 255) String owner) {}

    private final KafkaMessageReceiver receiver;

    CustomerEventsConsumer(KafkaMessageReceiver receiver) {
        this.receiver = receiver;
    }

    @Produces
    @Singleton
    MessageHandlers handlers(OrderTransitionHandler orders) {
        return MessageHandlers.of("order-service")
                .from(CustomerEventTypes.TOPIC)
                .orderedBy("orderId")
                .on(
                        CustomerEventTypes.CREDIT_RESERVED,
                        CreditDecision.class,
                        e -> orders.creditReserved(e.orderId(), e.owner()))
                .on(
                        CustomerEventTypes.CREDIT_LIMIT_EXCEEDED,
                        CreditDecision.class,
                        e -> orders.creditRefused(e.orderId(), CREDIT_LIMIT_EXCEEDED, e.owner()))
                .on(
                        CustomerEventTypes.NOT_FOUND,
                        CreditDecision.class,
                        e -> orders.creditRefused(e.orderId(), CUSTOMER_NOT_FOUND, e.owner()))
                .on(CustomerEventTypes.CREDIT_RELEASED, CreditDecision.class, e -> orders.creditReleased(e.orderId()))
                .ignoring(CustomerEventTypes.CREATED, CustomerEventTypes.CREDIT_RESERVATION_CHANGED);
    }

    @Incoming("customer-events")
    Flow.Subscriber<Message<byte[]>> receive() {
        return receiver.receive();
    }
}
