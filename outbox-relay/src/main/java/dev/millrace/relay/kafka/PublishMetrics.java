package dev.millrace.relay.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Publishing metrics of one source. */
final class PublishMetrics {
    private final Counter events;
    private final Counter parked;
    private final Timer batches;

    PublishMetrics(String sourceName, MeterRegistry registry) {
        events = Counter.builder("relay.events.published")
                .description("events committed to Kafka")
                .tag("source", sourceName)
                .register(registry);
        parked = Counter.builder("relay.events.parked")
                .description("rows that cannot be published, committed to the dead letters")
                .tag("source", sourceName)
                .register(registry);
        batches = Timer.builder("relay.batches")
                .description("Kafka transactions, from begin to commit")
                .tag("source", sourceName)
                .register(registry);
    }

    void published(long count, long ofWhichParked, long beganNanos) {
        batches.record(System.nanoTime() - beganNanos, TimeUnit.NANOSECONDS);
        events.increment((double) count - ofWhichParked);
        parked.increment((double) ofWhichParked);
    }
}
