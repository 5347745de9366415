package dev.millrace.customers.messaging;

import dev.millrace.chassis.messaging.KafkaInbound;
import dev.millrace.chassis.messaging.Subscription;
import dev.millrace.chassis.money.Money;
import dev.millrace.customers.application.CreditService;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The create-order saga on the customer's side: what new orders do to credit. */
@ApplicationScoped
class OrderEventsConsumer {
    /** The part of the event that matters here. */
    @RegisterForReflection
    record OrderCreated(UUID orderId, UUID customerId, Money total, String owner) {
        OrderCreated {
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(customerId, "customerId");
            Amounts.requireNotNegative(total);
        }
    }

    private final KafkaInbound inbound;
    private final Subscription subscription;

    OrderEventsConsumer(KafkaInbound inbound, CreditService credit) {
        this.inbound = inbound;
        this.subscription = Subscription.of("customer-service")
                .on(
                        "order.created.v1",
                        OrderCreated.class,
                        e -> credit.reserve(e.customerId(), e.orderId(), e.total(), e.owner()))
                .ignoring( // what these need of the customer comes as a command
                        "order.approved.v1",
                        "order.rejected.v1",
                        "order.cancellation-requested.v1",
                        "order.cancelled.v1",
                        "order.revision-requested.v1",
                        "order.revised.v1",
                        "order.revision-rejected.v1");
    }

    /** For events that are pushed. */
    @Produces
    @Singleton
    Subscription subscription() {
        return subscription;
    }

    @Incoming("order-events")
    @Blocking
    void receive(ConsumerRecord<String, byte[]> record) throws Exception {
        inbound.receive(subscription, record);
    }
}
