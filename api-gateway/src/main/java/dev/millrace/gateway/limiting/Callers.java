package dev.millrace.gateway.limiting;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells callers apart: by the subject of the token when there is one, else by address. */
final class Callers {
    private Callers() {}

    static String of(SecurityContext security, HttpServerRequest request) {
        return security.getUserPrincipal() instanceof JsonWebToken token
                ? "subject " + token.getSubject()
                : at(request);
    }

    static String at(HttpServerRequest request) {
        return "address " + request.remoteAddress().hostAddress();
    }
}
