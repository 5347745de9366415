package dev.millrace.gateway.orders;

import dev.millrace.chassis.security.Roles;
import dev.millrace.gateway.forwarding.Answers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Orders, as order-service answers them. */
@Path("/api/orders")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class OrdersResource {
    private final OrderServiceClient orders;

    OrdersResource(@RestClient OrderServiceClient orders) {
        this.orders = orders;
    }

    @POST
    @RolesAllowed({Roles.CUSTOMER, Roles.CLERK})
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> place(byte[] body) {
        return orders.place(body).map(Answers::pass);
    }

    @GET
    @Path("/{id}")
    public Uni<Response> get(@RestPath String id) {
        return orders.get(id).map(Answers::pass);
    }

    @GET
    public Uni<Response> list(
            @RestQuery String customerId, @RestQuery String state, @RestQuery String limit, @RestQuery String after) {
        return orders.list(customerId, state, limit, after).map(Answers::pass);
    }

    @POST
    @RolesAllowed({Roles.CUSTOMER, Roles.CLERK})
    @Path("/{id}/cancel")
    public Uni<Response> cancel(@RestPath String id) {
        return orders.cancel(id).map(Answers::pass);
    }
}
