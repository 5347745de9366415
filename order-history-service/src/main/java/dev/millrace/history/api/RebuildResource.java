package dev.millrace.history.api;

import dev.millrace.chassis.access.Roles;
import dev.millrace.history.application.RebuildService;
import dev.millrace.history.domain.Generation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Rebuilds the view. For operators only: the gateway has no route to it. */
@Path("/admin/rebuild")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class RebuildResource {
    private final RebuildService rebuilds;

    RebuildResource(RebuildService rebuilds) {
        this.rebuilds = rebuilds;
    }

    @POST
    public RestResponse<Generation> request() {
        return ResponseBuilder.accepted(rebuilds.request()).build();
    }

    /** Makes the held generation live. Readers lose the data that its warning states. */
    @POST
    @Path("/accept-loss")
    public Generation acceptLoss() {
        return rebuilds.acceptLoss();
    }

    /** Discards the generation that is being built or held. */
    @DELETE
    public Generation discard() {
        return rebuilds.discard();
    }

    /** The generation that was begun last, whatever its state. */
    @GET
    public Generation latest() {
        return rebuilds.latest();
    }
}
