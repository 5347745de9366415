package dev.millrace.history.messaging;

import dev.millrace.chassis.messaging.KafkaMessageReceiver;
import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.history.application.ViewUpdateService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Consumes the events that the view is built from. */
@ApplicationScoped
class ViewConsumer {
    private final KafkaMessageReceiver receiver;

    ViewConsumer(KafkaMessageReceiver receiver) {
        this.receiver = receiver;
    }

    @Produces
    @Singleton
    MessageHandlers orders(ViewUpdateService view, PendingProjectionEvents pending) {
        return OrderEvents.to(pending::add).beforeCommit(() -> view.apply(pending.take()));
    }

    @Produces
    @Singleton
    MessageHandlers customers(ViewUpdateService view, PendingProjectionEvents pending) {
        return CustomerEvents.to(pending::add).beforeCommit(() -> view.apply(pending.take()));
    }

    @Incoming("order-events")
    Flow.Subscriber<Message<byte[]>> receiveOrders() {
        return receiver.receive();
    }

    @Incoming("customer-events")
    Flow.Subscriber<Message<byte[]>> receiveCustomers() {
        return receiver.receive();
    }
}
