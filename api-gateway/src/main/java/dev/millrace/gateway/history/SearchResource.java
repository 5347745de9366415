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
import org.jspecify.annotations.Nullable;

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
            @RestQuery @Nullable String customerId,
            @RestQuery @Nullable String state,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String q,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after) {
        return view.find(customerId, state, from, to, q, limit, after).map(ResponseForwarder::pass);
    }
}
