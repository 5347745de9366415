package dev.millrace.gateway.forwarding;

/** There was no connection to send the request on: it may be repeated, whatever it asks for. */
public final class RequestNotSent extends TransportFailure {
    RequestNotSent(Throwable cause) {
        super(cause);
    }
}
