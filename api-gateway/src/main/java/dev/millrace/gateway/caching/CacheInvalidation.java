package dev.millrace.gateway.caching;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Invalidates cached responses when an event reports a change. Without Kafka, and for records without a key, only the
 * cache's time-to-live bounds how stale a response is; such records are counted as {@code messages.skipped}.
 */
@ApplicationScoped
class CacheInvalidation {
    private static final Map<String, String> RESOURCES =
            Map.of("order.events", "orders/", "customer.events", "customers/");

    private final ReadCache cache;
    private final Counter skipped;

    CacheInvalidation(ReadCache cache, MeterRegistry meters) {
        this.cache = cache;
        this.skipped = meters.counter("messages.skipped", "channel", "changes");
    }

    @Incoming("changes")
    void forget(ConsumerRecord<String, byte[]> event) {
        String resource = RESOURCES.get(event.topic());
        if (resource == null || event.key() == null) {
            skipped.increment();
        } else {
            cache.forget(resource + event.key());
        }
    }
}
