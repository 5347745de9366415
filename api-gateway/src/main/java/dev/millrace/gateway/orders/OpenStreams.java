package dev.millrace.gateway.orders;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

/** How many streams there are, each counted from before its call until its end, however that comes. */
@ApplicationScoped
class OpenStreams {
    private final int maximum;
    private final int maximumPerCaller;
    private final Map<String, Integer> byCaller = new HashMap<>();
    private int all;

    OpenStreams(OrderEventsConfig config, MeterRegistry meters) {
        this.maximum = config.maximum();
        this.maximumPerCaller = config.maximumPerCaller();
        Gauge.builder("gateway.event.streams", this, OpenStreams::count)
                .description("Clients who watch an order")
                .register(meters);
    }

    /**
     * @return ends the stream's count; only its first run does
     * @throws TooManyStreams when the caller has as many as one may have
     * @throws BulkheadException when there are as many as there can be
     */
    synchronized Runnable open(String caller) {
        int own = byCaller.getOrDefault(caller, 0);
        if (own >= maximumPerCaller) {
            throw new TooManyStreams(maximumPerCaller);
        }
        if (all >= maximum) {
            throw new BulkheadException("As many orders are being watched as can be");
        }
        byCaller.put(caller, own + 1);
        all++;
        AtomicBoolean counted = new AtomicBoolean(true);
        return () -> {
            if (counted.getAndSet(false)) {
                close(caller);
            }
        };
    }

    private synchronized void close(String caller) {
        all--;
        byCaller.computeIfPresent(caller, (key, own) -> own == 1 ? null : own - 1);
    }

    private synchronized int count() {
        return all;
    }
}
