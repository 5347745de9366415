package dev.millrace.orders.messaging;

import dev.millrace.chassis.channels.OnDemandChannel;
import dev.millrace.orders.watching.OrderWatchRegistry;
import dev.millrace.orders.watching.OrderWatchRegistry.WatchBegan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Notifies this instance's watches of changes made by any instance. A message is only a trigger: the new state is read
 * from the database. While nobody watches an order here, no records are fetched. A record whose key is not an order id
 * is counted as {@code messages.skipped}.
 */
@ApplicationScoped
class OrderChangesConsumer {
    private static final String CHANNEL = "order-moves";
    private static final Logger LOG = Logger.getLogger(OrderChangesConsumer.class);

    private final OrderWatchRegistry watches;
    private final OnDemandChannel channel;
    private final Counter skipped;

    OrderChangesConsumer(OrderWatchRegistry watches, KafkaClientService clients, MeterRegistry meters) {
        this.watches = watches;
        this.channel = new OnDemandChannel(clients, CHANNEL);
        this.skipped = meters.counter("messages.skipped", "channel", CHANNEL);
    }

    /** Orders that changed before the channel is read again are looked up. */
    void begin(@Observes WatchBegan began) {
        channel.resume(watches::refresh);
    }

    @Incoming(CHANNEL)
    void receive(ConsumerRecord<String, byte[]> event) {
        if (watches.isEmpty()) {
            channel.pause(() -> !watches.isEmpty());
            return;
        }
        try {
            watches.changed(UUID.fromString(String.valueOf(event.key())));
        } catch (IllegalArgumentException noId) {
            LOG.debugf(noId, "Skipped %s-%d@%d", event.topic(), event.partition(), event.offset());
            skipped.increment();
        }
    }
}
