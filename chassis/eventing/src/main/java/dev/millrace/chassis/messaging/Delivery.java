package dev.millrace.chassis.messaging;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.messaging.MessageHandlers.Handler;

/** An event that can take effect: its handler is known and its data has been read. */
public record Delivery(CloudEvent event, MessageHandlers table, Handler<?> handler, Object payload) {
    void takeEffect() {
        handler.accept(payload, event);
    }
}
