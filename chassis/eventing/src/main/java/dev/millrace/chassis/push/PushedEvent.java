package dev.millrace.chassis.push;

import dev.millrace.chassis.events.CloudEvent;

/** A received event that has not been parsed yet. */
interface PushedEvent {
    /** @throws dev.millrace.chassis.messaging.PoisonMessage when it is not a valid CloudEvent */
    CloudEvent read();
}
