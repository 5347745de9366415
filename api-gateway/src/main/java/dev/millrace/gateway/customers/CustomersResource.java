package dev.millrace.gateway.customers;

import dev.millrace.chassis.access.Roles;
import dev.millrace.gateway.caching.ReadCache;
import dev.millrace.gateway.forwarding.ForwardedHeaders;
import dev.millrace.gateway.forwarding.ResponseForwarder;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Customers; requests are forwarded to customer-service. */
@Path("/api/customers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class CustomersResource {
    private final CustomerServiceClient customers;
    private final ReadCache cache;

    CustomersResource(@RestClient CustomerServiceClient customers, ReadCache cache) {
        this.customers = customers;
        this.cache = cache;
    }

    @POST
    @RolesAllowed({Roles.CUSTOMER, Roles.CLERK})
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> register(@HeaderParam(ForwardedHeaders.IDEMPOTENCY_KEY) @Nullable String key, byte[] body) {
        return (key == null ? customers.register(body) : customers.registerOnce(key, body))
                .map(ResponseForwarder::pass);
    }

    @GET
    @Path("/{id: [A-Za-z0-9-]+}")
    public Uni<Response> get(@RestPath String id, @RestQuery @Nullable String at, HttpHeaders caller) {
        return at == null
                ? cache.get(caller, "customers/" + id, () -> customers.get(id)).map(ResponseForwarder::pass)
                : customers.getAt(id, at).map(ResponseForwarder::pass);
    }

    /** Not cached, as no page of a list is: repeated reads of the same page are rare. */
    @GET
    @Path("/{id: [A-Za-z0-9-]+}/credit/events")
    public Uni<Response> creditEvents(
            @RestPath String id, @RestQuery @Nullable String limit, @RestQuery @Nullable String after) {
        return customers.creditEvents(id, limit, after).map(ResponseForwarder::pass);
    }

    @GET
    public Uni<Response> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String after) {
        return customers.list(limit, after).map(ResponseForwarder::pass);
    }
}
