package dev.millrace.gateway.web;

import dev.millrace.chassis.access.Roles;
import dev.millrace.gateway.overview.OverviewComposer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** The customer overview for the browser: all fields, with links. */
@Path("/web/customers/{id: [A-Za-z0-9-]+}/overview")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class WebOverviewResource {
    private final OverviewComposer overviews;

    WebOverviewResource(OverviewComposer overviews) {
        this.overviews = overviews;
    }

    @GET
    public Uni<WebOverview> get(@RestPath String id) {
        return overviews.of(id).map(overview -> WebOverview.of(id, overview));
    }
}
