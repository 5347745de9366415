package dev.millrace.gateway.forwarding;

import dev.millrace.chassis.errors.InvalidInput;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Rejects a blank Idempotency-Key: it would not be forwarded, and the client would wrongly rely on it. */
class BlankKeyFilter {
    @ServerRequestFilter
    void refuse(ContainerRequestContext request) {
        String key = request.getHeaderString(ForwardedHeaders.IDEMPOTENCY_KEY);
        if (key != null && key.isBlank()) {
            throw InvalidInput.malformed(
                    ForwardedHeaders.IDEMPOTENCY_KEY, "must be 1 to 255 visible ASCII characters, or be left out");
        }
    }
}
