package dev.millrace.gateway.forwarding;

/** No connection could be opened. The service has not seen the request, so even a write may be retried. */
public final class RequestNotSent extends TransportFailure {
    RequestNotSent(Throwable cause) {
        super(cause);
    }
}
