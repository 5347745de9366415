package dev.millrace.gateway.overview;

import dev.millrace.chassis.access.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** A customer with credit and recent orders in one response. */
@Path("/api/customers/{id: [A-Za-z0-9-]+}/overview")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class OverviewResource {
    private final OverviewComposer overviews;

    OverviewResource(OverviewComposer overviews) {
        this.overviews = overviews;
    }

    @GET
    public Uni<Overview> get(@RestPath String id) {
        return overviews.of(id);
    }
}
