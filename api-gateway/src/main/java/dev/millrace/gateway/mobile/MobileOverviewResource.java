package dev.millrace.gateway.mobile;

import dev.millrace.chassis.access.Roles;
import dev.millrace.gateway.overview.OverviewComposer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** The customer overview for the mobile app: one call, a small response. */
@Path("/mobile/customers/{id: [A-Za-z0-9-]+}/overview")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class MobileOverviewResource {
    private final OverviewComposer overviews;

    MobileOverviewResource(OverviewComposer overviews) {
        this.overviews = overviews;
    }

    @GET
    public Uni<MobileOverview> get(@RestPath String id) {
        return overviews.of(id).map(MobileOverview::of);
    }
}
