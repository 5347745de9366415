package dev.millrace.k8s.network;

/** One end opens connections to a port of the other. */
public record Flow(Endpoint from, Endpoint to, int port) {
    @Override
    public String toString() {
        return "%s -> %s:%d".formatted(from, to, port);
    }
}
