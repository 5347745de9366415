package dev.millrace.gateway.ui;

import dev.millrace.gateway.forwarding.ForwardedHeaders;
import dev.millrace.gateway.forwarding.ServiceCalls;
import dev.millrace.gateway.forwarding.ServiceFailure;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** UI resources, which every service provides at the same paths. {@link ServiceUi} limits the calls of each service. */
@RegisterRestClient(configKey = "ui", baseUri = "stork://ui")
@RegisterClientHeaders(ForwardedHeaders.class)
@Path("/")
@ServiceCalls
interface UiClient {
    /** A JavaScript module that defines a web component, or that such a module imports. */
    @GET
    @Path("/ui/{module}")
    Uni<RestResponse<byte[]>> module(@Url URI service, @RestPath String module);

    /** The service's fragment of the customer page, as HTML. */
    @GET
    @Path("/fragments/customers/{id}")
    Uni<RestResponse<byte[]>> customer(@Url URI service, @RestPath String id);

    @ClientExceptionMapper
    static @Nullable RuntimeException failure(Response answer) {
        return ServiceFailure.of(answer);
    }
}
