package dev.millrace.orders.messaging;

import dev.millrace.orders.watching.OrderWatchRegistry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Notifies this instance's watches of changes made by any instance. A message is only a trigger: the new state is read
 * from the database. A record whose key is not an order id is counted as {@code messages.skipped}.
 */
@ApplicationScoped
class OrderChangesConsumer {
    private static final Logger LOG = Logger.getLogger(OrderChangesConsumer.class);

    private final OrderWatchRegistry watches;
    private final Counter skipped;

    OrderChangesConsumer(OrderWatchRegistry watches, MeterRegistry meters) {
        this.watches = watches;
        this.skipped = meters.counter("messages.skipped", "channel", "order-moves");
    }

    @Incoming("order-moves")
    void receive(ConsumerRecord<String, byte[]> event) {
        try {
            watches.changed(UUID.fromString(String.valueOf(event.key())));
        } catch (IllegalArgumentException noId) {
            LOG.debugf(noId, "Skipped %s-%d@%d", event.topic(), event.partition(), event.offset());
            skipped.increment();
        }
    }
}
