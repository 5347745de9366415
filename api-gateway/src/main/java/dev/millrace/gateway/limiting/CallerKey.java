package dev.millrace.gateway.limiting;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Rate-limit key of a caller: the token's subject if there is a token, else the client address. */
@ApplicationScoped
class CallerKey {
    private final ClientAddress clientAddress;

    CallerKey(ClientAddress clientAddress) {
        this.clientAddress = clientAddress;
    }

    String of(SecurityContext security, HttpServerRequest request) {
        return security.getUserPrincipal() instanceof JsonWebToken token
                ? "subject " + token.getSubject()
                : at(request);
    }

    /** For a request whose token has not been verified. */
    String at(HttpServerRequest request) {
        return "address " + clientAddress.of(request);
    }
}
