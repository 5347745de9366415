package dev.millrace.gateway.history;

import dev.millrace.chassis.access.Roles;
import dev.millrace.gateway.forwarding.ResponseForwarder;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;

/** Search over orders; requests are forwarded to order-history-service. */
@Path("/api/order-history")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class SearchResource {
    private final OrderHistoryClient view;

    SearchResource(@RestClient OrderHistoryClient view) {
        this.view = view;
    }

    @GET
    public Uni<Response> find(
            @RestQuery String customerId,
            @RestQuery String state,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String q,
            @RestQuery String limit,
            @RestQuery String after) {
        return view.find(customerId, state, from, to, q, limit, after).map(ResponseForwarder::pass);
    }
}
