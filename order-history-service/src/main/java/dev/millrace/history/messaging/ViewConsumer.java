package dev.millrace.history.messaging;

import dev.millrace.chassis.messaging.KafkaMessageReceiver;
import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.history.application.ViewUpdateService;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Feeds the view with what happens. */
@ApplicationScoped
class ViewConsumer {
    private final KafkaMessageReceiver inbound;
    private final MessageHandlers orders;
    private final MessageHandlers customers;

    ViewConsumer(KafkaMessageReceiver inbound, ViewUpdateService view) {
        this.inbound = inbound;
        this.orders = OrderEvents.to(view::apply);
        this.customers = CustomerEvents.to(view::apply);
    }

    /** For events that are pushed. */
    @Produces
    @Singleton
    MessageHandlers orders() {
        return orders;
    }

    /** For events that are pushed. */
    @Produces
    @Singleton
    MessageHandlers customers() {
        return customers;
    }

    @Incoming("order-events")
    @Blocking
    void receiveOrder(ConsumerRecord<String, byte[]> record) throws Exception {
        inbound.receive(orders, record);
    }

    @Incoming("customer-events")
    @Blocking
    void receiveCustomer(ConsumerRecord<String, byte[]> record) throws Exception {
        inbound.receive(customers, record);
    }
}
