package dev.millrace.orders.messaging;

import dev.millrace.chassis.messaging.KafkaMessageReceiver;
import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.orders.application.OrderService;
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

/** The create-order saga on the order's side: what the customer's events do to an order. */
@ApplicationScoped
class CustomerEventsConsumer {
    /** The part of the customer's events that matters here. */
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
    MessageHandlers handlers(OrderService orders) {
        return MessageHandlers.of("order-service")
                .from("customer.events")
                .orderedBy("orderId")
                .on(
                        "customer.credit-reserved.v1",
                        CreditDecision.class,
                        e -> orders.creditReserved(e.orderId(), e.owner()))
                .on(
                        "customer.credit-limit-exceeded.v1",
                        CreditDecision.class,
                        e -> orders.creditRefused(e.orderId(), CREDIT_LIMIT_EXCEEDED, e.owner()))
                .on(
                        "customer.not-found.v1",
                        CreditDecision.class,
                        e -> orders.creditRefused(e.orderId(), CUSTOMER_NOT_FOUND, e.owner()))
                .on(
                        "customer.credit-released.v1",
                        CreditDecision.class,
                        e -> orders.creditReleased(e.orderId(), e.owner()))
                .ignoring("customer.created.v1");
    }

    @Incoming("customer-events")
    Flow.Subscriber<Message<byte[]>> receive() {
        return receiver.receive();
    }
}
