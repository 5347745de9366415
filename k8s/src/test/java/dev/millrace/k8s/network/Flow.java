package dev.millrace.k8s.network;

/** A client that opens connections to a port of a server. */
public record Flow(Endpoint from, Endpoint to, int port) {
    @Override
    public String toString() {
        return "%s -> %s:%d".formatted(from, to, port);
    }
}
