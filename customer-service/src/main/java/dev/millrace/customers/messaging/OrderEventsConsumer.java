package dev.millrace.customers.messaging;

import dev.millrace.chassis.messaging.KafkaMessageReceiver;
import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.chassis.money.Money;
import dev.millrace.customers.application.CreditService;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** The create-order saga on the customer's side: what orders do to credit. */
@ApplicationScoped
class OrderEventsConsumer {
    /** The part of the event that matters here. */
    @RegisterForReflection
    record OrderCreated(
            @NotNull UUID orderId,
            @NotNull UUID customerId,
            @NotNull Money total,
            String owner) {}

    /** The part of the event that matters here. */
    @RegisterForReflection
    record OrderCancellationRequested(
            @NotNull UUID orderId, @NotNull UUID customerId) {}

    private final KafkaMessageReceiver receiver;

    OrderEventsConsumer(KafkaMessageReceiver receiver) {
        this.receiver = receiver;
    }

    @Produces
    @Singleton
    MessageHandlers handlers(CreditService credit) {
        return MessageHandlers.of("customer-service")
                .from("order.events")
                .on(
                        "order.created.v1",
                        OrderCreated.class,
                        e -> credit.reserve(e.customerId(), e.orderId(), e.total(), e.owner()))
                .on(
                        "order.cancellation-requested.v1",
                        OrderCancellationRequested.class,
                        e -> credit.release(e.customerId(), e.orderId()))
                .ignoring("order.approved.v1", "order.rejected.v1", "order.cancelled.v1");
    }

    @Incoming("order-events")
    Flow.Subscriber<Message<byte[]>> receive() {
        return receiver.receive();
    }
}
