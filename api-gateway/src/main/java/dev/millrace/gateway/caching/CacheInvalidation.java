package dev.millrace.gateway.caching;

import dev.millrace.chassis.channels.OnDemandChannel;
import dev.millrace.gateway.caching.ReadCache.UseBegan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Invalidates cached responses when an event reports a change. Without Kafka, and for records without a key, only the
 * cache's time-to-live bounds how stale a response is; such records are counted as {@code messages.skipped}. While
 * nobody reads, no records are fetched.
 */
@ApplicationScoped
class CacheInvalidation {
    private static final String CHANNEL = "changes";
    private static final Map<String, String> RESOURCES =
            Map.of("order.events", "orders/", "customer.events", "customers/");

    private final ReadCache cache;
    private final OnDemandChannel channel;
    private final Counter skipped;

    CacheInvalidation(ReadCache cache, KafkaClientService clients, MeterRegistry meters) {
        this.cache = cache;
        this.channel = new OnDemandChannel(clients, CHANNEL);
        this.skipped = meters.counter("messages.skipped", "channel", CHANNEL);
    }

    /** Invalidates everything that was cached before the channel is resumed, because a change may have been missed. */
    void begin(@Observes UseBegan began) {
        channel.resume(cache::forgetAll);
    }

    @Incoming(CHANNEL)
    void forget(ConsumerRecord<String, byte[]> event) {
        if (!cache.isInUse()) {
            channel.pause(cache::isInUse);
            return;
        }
        String resource = RESOURCES.get(event.topic());
        if (resource == null || event.key() == null) {
            skipped.increment();
        } else {
            cache.forget(resource + event.key());
        }
    }
}
