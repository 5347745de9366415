package dev.millrace.gateway.orders;

import dev.millrace.chassis.access.Roles;
import dev.millrace.gateway.caching.ReadCache;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Orders; requests are forwarded to order-service. */
@Path("/api/orders")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class OrdersResource {
    private static final String ORDER = "/{id: [A-Za-z0-9-]+}";

    private final OrderServiceClient orders;
    private final ReadCache cache;

    OrdersResource(@RestClient OrderServiceClient orders, ReadCache cache) {
        this.orders = orders;
        this.cache = cache;
    }

    @POST
    @RolesAllowed({Roles.CUSTOMER, Roles.CLERK})
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> place(@HeaderParam(ForwardedHeaders.IDEMPOTENCY_KEY) @Nullable String key, byte[] body) {
        return (key == null ? orders.place(body) : orders.placeOnce(key, body)).map(ResponseForwarder::pass);
    }

    @GET
    @Path(ORDER)
    public Uni<Response> get(@RestPath String id, HttpHeaders caller) {
        return cache.get(caller, cached(id), () -> orders.get(id)).map(ResponseForwarder::pass);
    }

    @GET
    public Uni<Response> list(
            @RestQuery @Nullable String customerId,
            @RestQuery @Nullable String state,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after) {
        return orders.list(customerId, state, limit, after).map(ResponseForwarder::pass);
    }

    @POST
    @RolesAllowed({Roles.CUSTOMER, Roles.CLERK})
    @Path(ORDER + "/cancel")
    public Uni<Response> cancel(@RestPath String id) {
        // also after a failure: the service may have executed the request
        return orders.cancel(id).eventually(() -> cache.forget(cached(id))).map(ResponseForwarder::pass);
    }

    @POST
    @RolesAllowed({Roles.CUSTOMER, Roles.CLERK})
    @Path(ORDER + "/revise")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> revise(@RestPath String id, byte[] body) {
        // also after a failure: the service may have executed the request
        return orders.revise(id, body)
                .eventually(() -> cache.forget(cached(id)))
                .map(ResponseForwarder::pass);
    }

    @GET
    @RolesAllowed({Roles.CLERK, Roles.ADMIN})
    @Path(ORDER + "/sagas")
    public Uni<Response> sagas(@RestPath String id) {
        return orders.sagas(id).map(ResponseForwarder::pass);
    }

    private static String cached(String id) {
        return "orders/" + id;
    }
}
