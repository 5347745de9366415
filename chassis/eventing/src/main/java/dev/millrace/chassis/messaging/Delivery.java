package dev.millrace.chassis.messaging;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.messaging.MessageHandlers.Handler;

/** An event that is ready to be handled: its handler is known and its data has been deserialized. */
public record Delivery(CloudEvent event, MessageHandlers table, Handler<?> handler, Object payload) {
    void takeEffect() {
        handler.accept(payload, event);
    }
}
