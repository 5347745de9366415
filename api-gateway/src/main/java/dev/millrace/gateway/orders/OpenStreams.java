package dev.millrace.gateway.orders;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

/**
 * Limits the open event streams, in total and per caller. A stream counts from before the call to the service until it
 * ends.
 */
@ApplicationScoped
class OpenStreams {
    private final int maximum;
    private final int maximumPerCaller;
    private final Map<String, Integer> byCaller = new HashMap<>();
    private int total;

    OpenStreams(OrderEventsConfig config, MeterRegistry meters) {
        this.maximum = config.maximum();
        this.maximumPerCaller = config.maximumPerCaller();
        Gauge.builder("gateway.event.streams", this, OpenStreams::count)
                .description("Clients who watch an order")
                .register(meters);
    }

    /**
     * @return releases the stream's slot; idempotent
     * @throws TooManyStreams if the caller is at its limit
     * @throws BulkheadException if the total is at its limit
     */
    synchronized Runnable open(String caller) {
        int own = byCaller.getOrDefault(caller, 0);
        if (own >= maximumPerCaller) {
            throw new TooManyStreams(maximumPerCaller);
        }
        if (total >= maximum) {
            throw new BulkheadException("The maximum number of orders is being watched");
        }
        byCaller.put(caller, own + 1);
        total++;
        AtomicBoolean counted = new AtomicBoolean(true);
        return () -> {
            if (counted.getAndSet(false)) {
                close(caller);
            }
        };
    }

    private synchronized void close(String caller) {
        total--;
        byCaller.computeIfPresent(caller, (key, own) -> own == 1 ? null : own - 1);
    }

    private synchronized int count() {
        return total;
    }
}
