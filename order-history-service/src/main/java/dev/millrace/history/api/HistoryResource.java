package dev.millrace.history.api;

import dev.millrace.chassis.access.Roles;
import dev.millrace.chassis.security.AccessScope;
import dev.millrace.chassis.security.Caller;
import dev.millrace.history.application.OrderHistoryQueries;
import dev.millrace.history.domain.OrderTimeline;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The REST API for an order's timeline. */
@Path("/orders/{id}/history")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class HistoryResource {
    private final OrderHistoryQueries view;
    private final Caller caller;

    HistoryResource(OrderHistoryQueries view, Caller caller) {
        this.view = view;
        this.caller = caller;
    }

    /** Runs on a virtual thread: waiting for a version blocks no pool thread. */
    @GET
    @RunOnVirtualThread
    public OrderTimeline get(@RestPath UUID id, @RestQuery("min-version") @Nullable String minVersion) {
        AccessScope access = caller.access();
        return minVersion == null
                ? view.timeline(id, access)
                : view.timeline(id, access, QueryParameters.version(minVersion));
    }
}
