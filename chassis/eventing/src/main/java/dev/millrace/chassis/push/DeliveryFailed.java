package dev.millrace.chassis.push;

/** The event has not taken effect, but may when it is delivered again. */
final class DeliveryFailed extends RuntimeException {
    DeliveryFailed(String event, Exception cause) {
        super("The event " + event + " has not taken effect", cause);
    }
}
