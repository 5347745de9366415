package dev.millrace.gateway.operations;

import dev.millrace.gateway.forwarding.ForwardedHeaders;
import dev.millrace.gateway.forwarding.ServiceCalls;
import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The management port of an instance. Responses are passed on regardless of their status; nothing is retried. */
@RegisterRestClient(configKey = "management", baseUri = "stork://management")
@RegisterClientHeaders(ForwardedHeaders.class)
@Path("/")
@ServiceCalls
@Timeout(2_000)
interface ManagementClient {
    /** A {@code Response}, because the body of a 503 is needed, too. */
    @GET
    @Path("/q/health")
    Uni<Response> health(@Url URI instance);

    @GET
    @Path("/q/metrics")
    Uni<Response> metrics(@Url URI instance);

    @GET
    @Path("/errors")
    Uni<RestResponse<byte[]>> errors(@Url URI instance);

    @POST
    @Path("/errors/{fingerprint}/resolve")
    Uni<RestResponse<byte[]>> resolve(@Url URI instance, @RestPath String fingerprint);

    /** Reads the service's dead-letter topic, which takes longer than the others. */
    @GET
    @Path("/q/dlq")
    @Timeout(8_000)
    Uni<RestResponse<byte[]>> deadLetters(@Url URI instance);

    @POST
    @Path("/q/dlq/{id}/replay")
    @Timeout(8_000)
    Uni<RestResponse<byte[]>> replay(@Url URI instance, @RestPath String id);

    @DELETE
    @Path("/q/dlq/{id}")
    @Timeout(8_000)
    Uni<RestResponse<byte[]>> discard(@Url URI instance, @RestPath String id);
}
