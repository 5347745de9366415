package dev.millrace.chassis.audit;

import dev.millrace.chassis.access.Roles;
import dev.millrace.chassis.http.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestQuery;

/** The audit log of this service, newest entries first. */
@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class AuditResource {
    private final AuditReader audit;

    AuditResource(AuditReader audit) {
        this.audit = audit;
    }

    /** {@code from} is inclusive, {@code to} is exclusive. */
    @GET
    public Page<AuditEntry> list(
            @RestQuery String aggregate,
            @RestQuery String actor,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String limit,
            @RestQuery String after) {
        int size = Page.limit(limit);
        UUID aggregateId = Page.id("aggregate", aggregate);
        AuditQuery query = AuditQuery.of(aggregateId, actor, from, to);
        List<AuditEntry> found = audit.newestFirst(query, Page.id("after", after), size + 1);
        return Page.of(found, size, AuditEntry::id, Function.identity());
    }
}
