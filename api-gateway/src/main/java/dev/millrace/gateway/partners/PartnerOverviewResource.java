package dev.millrace.gateway.partners;

import dev.millrace.chassis.access.Roles;
import dev.millrace.gateway.limiting.ClientQuota;
import dev.millrace.gateway.overview.OverviewComposer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** The customer overview for applications of third parties, which call with the customer's token. */
@Path("/partners/customers/{id: [A-Za-z0-9-]+}/overview")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
@ClientQuota
public class PartnerOverviewResource {
    private final OverviewComposer overviews;

    PartnerOverviewResource(OverviewComposer overviews) {
        this.overviews = overviews;
    }

    @GET
    public Uni<PartnerOverview> get(@RestPath String id) {
        return overviews.of(id).map(PartnerOverview::of);
    }
}
