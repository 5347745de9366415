package dev.millrace.orders.messaging;

import dev.millrace.chassis.messaging.KafkaInbound;
import dev.millrace.chassis.messaging.Subscription;
import dev.millrace.orders.application.OrderTransitionHandler;
import dev.millrace.orders.contract.CustomerEventTypes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import static dev.millrace.orders.domain.RejectionReason.CREDIT_LIMIT_EXCEEDED;
import static dev.millrace.orders.domain.RejectionReason.CUSTOMER_NOT_FOUND;

/** The create-order saga on the order's side: what the customer's events do to an order. */
@ApplicationScoped
class CustomerEventsConsumer {
    /** The part of the customer's events that matters here. */
    @RegisterForReflection
    record CreditDecision(UUID orderId, String owner) {}

    private final KafkaInbound inbound;
    private final Subscription subscription;

    CustomerEventsConsumer(KafkaInbound inbound, OrderTransitionHandler orders) {
        this.inbound = inbound;
        this.subscription = Subscription.of("order-service")
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

    /** For events that are pushed. */
    @Produces
    @Singleton
    Subscription subscription() {
        return subscription;
    }

    @Incoming("customer-events")
    @Blocking
    void receive(ConsumerRecord<String, byte[]> record) throws Exception {
        inbound.receive(subscription, record);
    }
}
