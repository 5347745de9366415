package dev.millrace.orders.persistence;

import dev.millrace.chassis.persistence.AfterCommit;
import dev.millrace.orders.domain.OrderEvent;
import dev.millrace.orders.domain.RejectionReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** {@code orders.outcomes} counts changes of orders by their outcome, once the transaction has committed. */
@ApplicationScoped
class OrderMetrics {
    private static final String NONE = "none";

    private final AfterCommit afterCommit;
    private final MeterRegistry meters;

    OrderMetrics(AfterCommit afterCommit, MeterRegistry meters) {
        this.afterCommit = afterCommit;
        this.meters = meters;
        for (String outcome : new String[] {"created", "approved", "cancelled", "revised", "revision-rejected"}) {
            counter(outcome, NONE);
        }
        for (RejectionReason reason : RejectionReason.values()) {
            counter("rejected", name(reason));
        }
    }

    void count(OrderEvent event) {
        switch (event) {
            case OrderEvent.OrderCreated e -> count("created", NONE);
            case OrderEvent.OrderApproved e -> count("approved", NONE);
            case OrderEvent.OrderRejected e -> count("rejected", name(e.reason()));
            case OrderEvent.OrderCancelled e -> count("cancelled", NONE);
            case OrderEvent.OrderRevised e -> count("revised", NONE);
            case OrderEvent.OrderRevisionRejected e -> count("revision-rejected", NONE);
            case OrderEvent.OrderCancellationRequested e -> {}
            case OrderEvent.OrderRevisionRequested e -> {}
        }
    }

    private void count(String outcome, String reason) {
        afterCommit.run(counter(outcome, reason)::increment);
    }

    private Counter counter(String outcome, String reason) {
        return Counter.builder("orders.outcomes")
                .description("Orders by outcome")
                .tags("outcome", outcome, "reason", reason)
                .register(meters);
    }

    private static String name(RejectionReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
