package dev.millrace.gateway.limiting;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells callers apart: by the subject of the token when there is one, else by address. */
@ApplicationScoped
class CallerKey {
    private final ClientAddress addresses;

    CallerKey(ClientAddress addresses) {
        this.addresses = addresses;
    }

    String of(SecurityContext security, HttpServerRequest request) {
        return security.getUserPrincipal() instanceof JsonWebToken token
                ? "subject " + token.getSubject()
                : at(request);
    }

    /** For a request whose token is not looked at. */
    String at(HttpServerRequest request) {
        return "address " + addresses.of(request);
    }
}
