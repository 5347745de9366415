package dev.millrace.chassis.messaging;

import dev.millrace.chassis.metrics.Buckets;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Rate, errors and duration of handled messages: {@code messages.handled} by consumer, type and outcome. A message that
 * is handled again, alone or repeatedly, counts again. Types are those of the handler tables, so they are bounded.
 */
@ApplicationScoped
class MessageMetrics {
    private record Key(String consumer, String type, String outcome) {}

    private final MeterRegistry meters;
    private final ConcurrentMap<Key, Timer> timers = new ConcurrentHashMap<>();
    private final Function<Key, Timer> register = this::register;

    MessageMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void measure(Delivery delivery, Runnable handling) {
        Timer.Sample began = Timer.start();
        String outcome = "failure";
        try {
            handling.run();
            outcome = "success";
        } finally {
            Key key = new Key(delivery.table().consumer(), delivery.event().type(), outcome);
            began.stop(timers.computeIfAbsent(key, register));
        }
    }

    private Timer register(Key key) {
        return Timer.builder("messages.handled")
                .description("Messages that were handled, in their transaction but without its commit")
                .tags("consumer", key.consumer(), "type", key.type(), "outcome", key.outcome())
                .serviceLevelObjectives(Buckets.latency())
                .register(meters);
    }
}
