package dev.millrace.gateway.limiting;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Tells callers apart: by the subject of the token when there is one, else by address. */
final class CallerKey {
    private CallerKey() {}

    static String of(SecurityContext security, HttpServerRequest request) {
        Principal subject = security.getUserPrincipal();
        return subject == null || subject.getName() == null || subject.getName().isEmpty()
                ? "address " + request.remoteAddress().hostAddress()
                : "subject " + subject.getName();
    }
}
