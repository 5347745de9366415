package dev.millrace.gateway.audit;

import dev.millrace.chassis.access.Roles;
import dev.millrace.chassis.http.Page;
import dev.millrace.gateway.forwarding.ResponseForwarder;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The audit log of all services, newest first. If one service fails, so does the request: a caller could not tell that
 * its entries are missing.
 */
@Path("/api/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class AuditResource {
    private static final URI ORDERS = URI.create("stork://order-service");
    private static final URI CUSTOMERS = URI.create("stork://customer-service");

    private final AuditClient client;
    private final AuditPageMerger merger;

    AuditResource(@RestClient AuditClient client, AuditPageMerger merger) {
        this.client = client;
        this.merger = merger;
    }

    @GET
    public Uni<Response> list(
            @RestQuery @Nullable String aggregate,
            @RestQuery @Nullable String actor,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after) {
        int size = Page.limit(limit);
        return Uni.combine()
                .all()
                .unis(
                        client.list(ORDERS, aggregate, actor, from, to, limit, after),
                        client.list(CUSTOMERS, aggregate, actor, from, to, limit, after))
                .with((orders, customers) -> answer(orders, customers, size));
    }

    private Response answer(RestResponse<byte[]> orders, RestResponse<byte[]> customers, int size) {
        return Stream.of(orders, customers)
                .filter(each -> each.getStatus() != RestResponse.StatusCode.OK)
                .findFirst()
                .map(ResponseForwarder::pass)
                .orElseGet(() -> Response.ok(merger.merge(orders.getEntity(), customers.getEntity(), size))
                        .build());
    }
}
