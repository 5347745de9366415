package dev.millrace.chassis.messaging;

import dev.millrace.chassis.context.Actor;
import dev.millrace.chassis.context.MessageId;
import dev.millrace.chassis.context.RequestId;
import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.events.Headers;
import jakarta.enterprise.context.ApplicationScoped;

/** Handles an event with its own actor, request id, message id and trace context as the current ones. */
@ApplicationScoped
class MessageContext {
    private final MessageSpans spans;
    private final MessageMetrics metrics;

    MessageContext(MessageSpans spans, MessageMetrics metrics) {
        this.spans = spans;
        this.metrics = metrics;
    }

    void takeEffect(Delivery delivery) {
        within(delivery.event(), () -> metrics.measure(delivery, delivery::takeEffect));
    }

    private void within(CloudEvent event, Runnable handling) {
        String outerRequest = RequestId.current();
        String outerActor = Actor.current();
        String outerMessage = MessageId.current();
        MessageId.set(event.id());
        RequestId.adopt(event.extensions().get(Headers.REQUEST_ID));
        Actor.set(event.extensions().get(Headers.ACTOR));
        try {
            spans.within(event, handling);
        } finally {
            Actor.set(outerActor);
            RequestId.restore(outerRequest);
            MessageId.set(outerMessage);
        }
    }
}
