package dev.millrace.gateway.operations;

import java.net.URI;

/** The management port of an instance of a service. */
record ManagedInstance(String service, URI address) {
    /** @param configured {@code service=host:port} */
    static ManagedInstance parse(String configured) {
        String[] parts = configured.split("=", 2);
        return new ManagedInstance(parts[0], URI.create("http://" + parts[1]));
    }
}
