package dev.millrace.chassis.messaging;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.events.Headers;
import dev.millrace.chassis.http.Actor;
import dev.millrace.chassis.http.RequestId;
import dev.millrace.chassis.inbox.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.MDC;

/** Where the ways in from Kafka and from HTTP meet: the event is handled in the name of whoever began it. */
@ApplicationScoped
public class MessageContext {
    private final Dispatcher dispatcher;

    MessageContext(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** As {@link Dispatcher#dispatch}. */
    public void take(MessageHandlers subscription, CloudEvent event) throws Exception {
        String outerRequest = RequestId.current();
        String outerActor = Actor.current();
        MDC.put(Inbox.MDC_KEY, event.id());
        RequestId.adopt(event.extensions().get(Headers.REQUEST_ID));
        Actor.set(event.extensions().get(Headers.ACTOR));
        try {
            dispatcher.dispatch(subscription, event);
        } finally {
            Actor.set(outerActor);
            RequestId.restore(outerRequest);
            MDC.remove(Inbox.MDC_KEY);
        }
    }

    /** As {@link Dispatcher#replay}. */
    public void replay(MessageHandlers subscription, CloudEvent event) {
        dispatcher.replay(subscription, event);
    }
}
