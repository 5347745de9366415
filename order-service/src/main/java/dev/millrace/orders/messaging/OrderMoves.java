package dev.millrace.orders.messaging;

import dev.millrace.orders.watching.Watchers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Tells this instance's watchers what any instance did. It only wakes: what they see is read from the database. */
@ApplicationScoped
class OrderMoves {
    private final Watchers watchers;

    OrderMoves(Watchers watchers) {
        this.watchers = watchers;
    }

    @Incoming("order-moves")
    void receive(ConsumerRecord<String, byte[]> event) {
        watchers.moved(UUID.fromString(event.key()));
    }
}
