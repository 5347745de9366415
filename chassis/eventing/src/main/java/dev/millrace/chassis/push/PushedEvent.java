package dev.millrace.chassis.push;

import dev.millrace.chassis.events.CloudEvent;

/** An event as it came. */
interface PushedEvent {
    /** @throws dev.millrace.chassis.messaging.PoisonMessage when it is no CloudEvent */
    CloudEvent read();
}
