package dev.millrace.chassis.push;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.messaging.MessageContext;
import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.chassis.messaging.PoisonMessage;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Lets pushed events take effect, by the subscriptions that the service's consumers have. */
@ApplicationScoped
class PushedEventReceiver {
    private static final Logger LOG = Logger.getLogger(PushedEventReceiver.class);

    private final List<MessageHandlers> subscriptions;
    private final MessageContext intake;
    private final DeliverySpans spans;

    PushedEventReceiver(@All List<MessageHandlers> subscriptions, MessageContext intake, DeliverySpans spans) {
        this.subscriptions = subscriptions;
        this.intake = intake;
        this.spans = spans;
    }

    /**
     * Takes the events one after the other.
     *
     * @throws PoisonMessage when one of them can never take effect; the others have
     * @throws DeliveryFailed when one did not take effect now; those behind it were left
     */
    void take(List<PushedEvent> events) {
        PoisonMessage poison = null;
        for (PushedEvent event : events) {
            try {
                take(event.read());
            } catch (PoisonMessage e) {
                LOG.warnf("A pushed event was refused: %s", e.getMessage());
                poison = e;
            }
        }
        if (poison != null) {
            throw poison;
        }
    }

    private void take(CloudEvent event) {
        MessageHandlers subscription = subscriptions.stream()
                .filter(each -> each.knows(event.type()))
                .findFirst()
                .orElseThrow(() -> new PoisonMessage("unknown message type " + event.type()));
        try {
            spans.within(event, () -> {
                intake.take(subscription, event);
                return null;
            });
        } catch (PoisonMessage e) {
            throw e;
        } catch (Exception e) {
            throw new DeliveryFailed(event.id(), e);
        }
    }
}
