package dev.millrace.history.messaging;

import dev.millrace.chassis.messaging.KafkaInbound;
import dev.millrace.chassis.messaging.Subscription;
import dev.millrace.history.application.ViewUpdates;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Feeds the view with what happens. */
@ApplicationScoped
class ViewConsumer {
    private final KafkaInbound inbound;
    private final Subscription orders;
    private final Subscription customers;

    ViewConsumer(KafkaInbound inbound, ViewUpdates view) {
        this.inbound = inbound;
        this.orders = OrderEvents.to(fact -> view.apply(List.of(fact)));
        this.customers = CustomerEvents.to(fact -> view.apply(List.of(fact)));
    }

    /** For events that are pushed. */
    @Produces
    @Singleton
    Subscription orders() {
        return orders;
    }

    /** For events that are pushed. */
    @Produces
    @Singleton
    Subscription customers() {
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
