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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** An order's timeline; requests are forwarded to order-history-service. */
@Path("/api/orders/{id: [A-Za-z0-9-]+}/history")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class HistoryResource {
    private final OrderHistoryClient view;

    HistoryResource(@RestClient OrderHistoryClient view) {
        this.view = view;
    }

    @GET
    public Uni<Response> get(@RestPath String id, @RestQuery("min-version") @Nullable String minVersion) {
        return view.history(id, minVersion).map(ResponseForwarder::pass);
    }
}
