package dev.millrace.gateway.limiting;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Tells callers apart: by the subject of the token when there is one, else by address. */
@ApplicationScoped
class Callers {
    private final ClientAddress addresses;

    Callers(ClientAddress addresses) {
        this.addresses = addresses;
    }

    String of(SecurityContext security, HttpServerRequest request) {
        Principal subject = security.getUserPrincipal();
        return subject == null || subject.getName() == null || subject.getName().isEmpty()
                ? "address " + addresses.of(request)
                : "subject " + subject.getName();
    }
}
