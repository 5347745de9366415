package dev.millrace.gateway.audit;

import dev.millrace.gateway.forwarding.ForwardedHeaders;
import dev.millrace.gateway.forwarding.ServiceCalls;
import dev.millrace.gateway.forwarding.ServiceFailure;
import dev.millrace.gateway.forwarding.ServiceUnavailable;
import dev.millrace.gateway.forwarding.TransportFailure;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The audit log of a service. The services share the bulkhead and the circuit breaker: a request needs all of them, so
 * it fails whichever of them fails.
 */
@RegisterRestClient(configKey = "audit", baseUri = "stork://audit")
@RegisterClientHeaders(ForwardedHeaders.class)
@Path("/audit")
@ServiceCalls
@Retry(
        maxRetries = 2,
        delay = 50,
        retryOn = {TransportFailure.class, ServiceUnavailable.class})
@Timeout(5_000)
@Bulkhead(20)
@CircuitBreaker(requestVolumeThreshold = 20, delay = 1_000, skipOn = BulkheadException.class)
interface AuditClient {
    @GET
    Uni<RestResponse<byte[]>> list(
            @Url URI service,
            @RestQuery @Nullable String aggregate,
            @RestQuery @Nullable String actor,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after);

    @ClientExceptionMapper
    static @Nullable RuntimeException failure(Response answer) {
        return ServiceFailure.of(answer);
    }
}
