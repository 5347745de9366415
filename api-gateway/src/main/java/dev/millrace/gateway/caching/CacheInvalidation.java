package dev.millrace.gateway.caching;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Forgets what has changed as soon as an event tells of it. Without Kafka the bound of the cache holds alone. */
@ApplicationScoped
class CacheInvalidation {
    private final ReadCache cache;

    CacheInvalidation(ReadCache cache) {
        this.cache = cache;
    }

    @Incoming("order-changes")
    void ofOrder(ConsumerRecord<String, byte[]> event) {
        cache.forget("orders/" + event.key());
    }

    @Incoming("customer-changes")
    void ofCustomer(ConsumerRecord<String, byte[]> event) {
        cache.forget("customers/" + event.key());
    }
}
