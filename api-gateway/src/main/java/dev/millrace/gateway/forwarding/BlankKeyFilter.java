package dev.millrace.gateway.forwarding;

import dev.millrace.chassis.errors.InvalidInput;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A blank Idempotency-Key would be lost on the way to the service, and the client would believe that it had one. */
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
