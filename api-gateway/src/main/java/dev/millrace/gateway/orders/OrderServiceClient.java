package dev.millrace.gateway.orders;

import dev.millrace.gateway.forwarding.Circuits;
import dev.millrace.gateway.forwarding.ForwardedHeaders;
import dev.millrace.gateway.forwarding.RequestNotSent;
import dev.millrace.gateway.forwarding.ServiceCalls;
import dev.millrace.gateway.forwarding.ServiceFailure;
import dev.millrace.gateway.forwarding.ServiceUnavailable;
import dev.millrace.gateway.forwarding.TransportFailure;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
 * REST client of order-service. Bodies are passed through unparsed: the service owns their schema. A call is retried
 * after a transport failure or a 502, 503 or 504. A write without an idempotency key is retried only if it was not
 * sent, because otherwise the service may have executed it.
 */
@RegisterRestClient(configKey = "order-service")
@RegisterClientHeaders(ForwardedHeaders.class)
@Path("/orders")
@ServiceCalls
@Retry(
        maxRetries = 2,
        delay = 50,
        retryOn = {TransportFailure.class, ServiceUnavailable.class})
@Timeout(Circuits.CALL_TIMEOUT)
@Bulkhead(200)
@CircuitBreaker(requestVolumeThreshold = 20, delay = Circuits.DELAY, skipOn = BulkheadException.class)
public interface OrderServiceClient {
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Retry(maxRetries = 2, delay = 50, retryOn = RequestNotSent.class)
    @CircuitBreakerName(Circuits.PLACE)
    Uni<RestResponse<byte[]>> place(byte[] body);

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @CircuitBreakerName(Circuits.PLACE_ONCE)
    Uni<RestResponse<byte[]>> placeOnce(@HeaderParam(ForwardedHeaders.IDEMPOTENCY_KEY) String key, byte[] body);

    @GET
    @Path("/{id}")
    Uni<RestResponse<byte[]>> get(@RestPath String id);

    @GET
    Uni<RestResponse<byte[]>> list(
            @RestQuery @Nullable String customerId,
            @RestQuery @Nullable String state,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after);

    @POST
    @Path("/{id}/cancel")
    @Retry(maxRetries = 2, delay = 50, retryOn = RequestNotSent.class)
    @CircuitBreakerName(Circuits.CANCEL)
    Uni<RestResponse<byte[]>> cancel(@RestPath String id);

    @POST
    @Path("/{id}/revise")
    @Consumes(MediaType.APPLICATION_JSON)
    @Retry(maxRetries = 2, delay = 50, retryOn = RequestNotSent.class)
    @CircuitBreakerName(Circuits.REVISE)
    Uni<RestResponse<byte[]>> revise(@RestPath String id, byte[] body);

    @GET
    @Path("/{id}/sagas")
    Uni<RestResponse<byte[]>> sagas(@RestPath String id);

    @ClientExceptionMapper
    static @Nullable RuntimeException failure(Response answer) {
        return ServiceFailure.of(answer);
    }
}
