package dev.millrace.chassis.push;

import dev.millrace.chassis.messaging.Delivery;
import dev.millrace.chassis.messaging.Dispatcher;
import dev.millrace.chassis.messaging.PoisonMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Dispatches pushed events to the same {@link dev.millrace.chassis.messaging.MessageHandlers} as those from Kafka. */
@ApplicationScoped
class PushedEventReceiver {
    private static final Logger LOG = Logger.getLogger(PushedEventReceiver.class);

    private final Dispatcher dispatcher;

    PushedEventReceiver(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * Handles the events in order, in one transaction if possible.
     *
     * @throws PoisonMessage when one of them can never take effect; the others have taken effect
     * @throws DeliveryFailed when one failed and may succeed later; those after it have not been handled
     */
    void take(List<PushedEvent> events) {
        Refusals refusals = new Refusals();
        List<Delivery> deliveries = new ArrayList<>();
        for (PushedEvent event : events) {
            refusals.collect(() -> dispatcher.read(null, event.read()).ifPresent(deliveries::add));
        }
        if (deliveries.size() < 2 || !dispatcher.handleTogether(deliveries)) {
            deliveries.forEach(delivery -> refusals.collect(() -> handle(delivery)));
        }
        refusals.throwLast();
    }

    private void handle(Delivery delivery) {
        try {
            dispatcher.handle(delivery);
        } catch (PoisonMessage e) {
            throw e;
        } catch (Exception e) {
            throw new DeliveryFailed(delivery.event().id(), e);
        }
    }

    private static final class Refusals {
        private @Nullable PoisonMessage last;

        void collect(Runnable step) {
            try {
                step.run();
            } catch (PoisonMessage e) {
                LOG.warnf("A pushed event was refused: %s", e.getMessage());
                last = e;
            }
        }

        void throwLast() {
            if (last != null) {
                throw last;
            }
        }
    }
}
