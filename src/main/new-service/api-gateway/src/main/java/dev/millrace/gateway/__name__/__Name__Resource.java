package dev.millrace.gateway.__name__;

import dev.millrace.chassis.access.Roles;
import dev.millrace.gateway.forwarding.ForwardedHeaders;
import dev.millrace.gateway.forwarding.ResponseForwarder;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Requests are forwarded to __name__-service. They are hidden from the API's document until META-INF/openapi.yaml
 * declares them.
 */
@Path("/api/__name__")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class __Name__Resource {
    private final __Name__Client service;

    __Name__Resource(@RestClient __Name__Client service) {
        this.service = service;
    }

    @POST
    @Operation(hidden = true)
    @RolesAllowed({Roles.CUSTOMER, Roles.CLERK})
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> create(@HeaderParam(ForwardedHeaders.IDEMPOTENCY_KEY) String key, byte[] body) {
        return (key == null ? service.create(body) : service.createOnce(key, body)).map(ResponseForwarder::pass);
    }

    @GET
    @Operation(hidden = true)
    @Path("/{id: [A-Za-z0-9-]+}")
    public Uni<Response> get(@RestPath String id) {
        return service.get(id).map(ResponseForwarder::pass);
    }

    @GET
    @Operation(hidden = true)
    public Uni<Response> list(@RestQuery String limit, @RestQuery String after) {
        return service.list(limit, after).map(ResponseForwarder::pass);
    }
}
