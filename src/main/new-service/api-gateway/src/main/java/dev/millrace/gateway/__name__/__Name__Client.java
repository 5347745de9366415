package dev.millrace.gateway.__name__;

import dev.millrace.gateway.forwarding.ForwardedHeaders;
import dev.millrace.gateway.forwarding.RequestNotSent;
import dev.millrace.gateway.forwarding.ServiceCalls;
import dev.millrace.gateway.forwarding.ServiceFailure;
import dev.millrace.gateway.forwarding.ServiceUnavailable;
import dev.millrace.gateway.forwarding.TransportFailure;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
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

/** REST client of __name__-service. Bodies are passed through unparsed: the service owns their schema. */
@RegisterRestClient(configKey = "__name__-service")
@RegisterClientHeaders(ForwardedHeaders.class)
@Path("/__name__")
@ServiceCalls
@Retry(
        maxRetries = 2,
        delay = 50,
        retryOn = {TransportFailure.class, ServiceUnavailable.class})
@Timeout(5_000)
@Bulkhead(200)
@CircuitBreaker(requestVolumeThreshold = 20, delay = 1_000, skipOn = BulkheadException.class)
public interface __Name__Client {
    /** Without a key a write is repeated only if it was not sent. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Retry(maxRetries = 2, delay = 50, retryOn = RequestNotSent.class)
    Uni<RestResponse<byte[]>> create(byte[] body);

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<RestResponse<byte[]>> createOnce(@HeaderParam(ForwardedHeaders.IDEMPOTENCY_KEY) String key, byte[] body);

    @GET
    @Path("/{id}")
    Uni<RestResponse<byte[]>> get(@RestPath String id);

    @GET
    Uni<RestResponse<byte[]>> list(@RestQuery String limit, @RestQuery String after);

    @ClientExceptionMapper
    static RuntimeException failure(Response answer) {
        return ServiceFailure.of(answer);
    }
}
