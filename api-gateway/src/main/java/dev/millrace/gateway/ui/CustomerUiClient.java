package dev.millrace.gateway.ui;

import dev.millrace.gateway.forwarding.ForwardedHeaders;
import dev.millrace.gateway.forwarding.ServiceCalls;
import dev.millrace.gateway.forwarding.ServiceFailure;
import dev.millrace.gateway.forwarding.TransportFailure;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** UI of customer-service: its web components and its fragment of the customer page. */
@RegisterRestClient(configKey = "customer-service")
@RegisterClientHeaders(ForwardedHeaders.class)
@Path("/")
@ServiceCalls
@Retry(maxRetries = 1, delay = 50, retryOn = TransportFailure.class)
@Timeout(2_000)
@Bulkhead(50)
public interface CustomerUiClient extends UiClient {
    @GET
    @Path("/ui/{module}")
    @Override
    Uni<RestResponse<byte[]>> module(@RestPath String module);

    @GET
    @Path("/fragments/customers/{id}")
    @Override
    Uni<RestResponse<byte[]>> customer(@RestPath String id);

    @ClientExceptionMapper
    static RuntimeException failure(Response answer) {
        return ServiceFailure.of(answer);
    }
}
