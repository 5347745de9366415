package dev.millrace.gateway.history;

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

/**
 * order-history-service's resources. Bodies pass through as they are: their shape is the service's concern. A 503 is an
 * answer here, not a failure: the view is behind the version that was asked for.
 */
@RegisterRestClient(configKey = "order-history-service")
@RegisterClientHeaders(ForwardedHeaders.class)
@Path("/")
@ServiceCalls
@Retry(maxRetries = 2, delay = 50, retryOn = TransportFailure.class)
@Timeout(5_000)
@Bulkhead(200)
@CircuitBreaker(requestVolumeThreshold = 20, delay = 1_000, skipOn = BulkheadException.class)
public interface OrderHistoryClient {
    /** The service waits up to two seconds for {@code min-version}. */
    @GET
    @Path("/orders/{id}/history")
    Uni<RestResponse<byte[]>> history(@RestPath String id, @RestQuery("min-version") String minVersion);

    @GET
    @Path("/order-history")
    Uni<RestResponse<byte[]>> find(
            @RestQuery String customerId,
            @RestQuery String state,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String q,
            @RestQuery String limit,
            @RestQuery String after);
}
