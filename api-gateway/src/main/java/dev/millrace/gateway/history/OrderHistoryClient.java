package dev.millrace.gateway.history;

import dev.millrace.gateway.forwarding.Circuits;
import dev.millrace.gateway.forwarding.ForwardedHeaders;
import dev.millrace.gateway.forwarding.ServiceCalls;
import dev.millrace.gateway.forwarding.TransportFailure;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * REST client of order-history-service. Bodies are passed through unparsed: the service owns their schema. A 503 is a
 * regular response here, not a failure: the view has not reached the requested version.
 */
@RegisterRestClient(configKey = "order-history-service")
@RegisterClientHeaders(ForwardedHeaders.class)
@Path("/")
@ServiceCalls
@Retry(maxRetries = 2, delay = 50, retryOn = TransportFailure.class)
@Timeout(Circuits.CALL_TIMEOUT)
@Bulkhead(200)
@CircuitBreaker(requestVolumeThreshold = 20, delay = Circuits.DELAY, skipOn = BulkheadException.class)
public interface OrderHistoryClient {
    /** The service waits up to 2 s for {@code min-version}. */
    @GET
    @Path("/orders/{id}/history")
    Uni<RestResponse<byte[]>> history(@RestPath String id, @RestQuery("min-version") @Nullable String minVersion);

    @GET
    @Path("/order-history")
    Uni<RestResponse<byte[]>> find(
            @RestQuery @Nullable String customerId,
            @RestQuery @Nullable String state,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String q,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after);
}
