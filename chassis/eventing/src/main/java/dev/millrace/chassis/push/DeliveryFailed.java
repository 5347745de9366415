package dev.millrace.chassis.push;

/** The event has not taken effect, and may when it is pushed again. */
final class DeliveryFailed extends RuntimeException {
    DeliveryFailed(String event, Exception cause) {
        super("The event " + event + " has not taken effect", cause);
    }
}
