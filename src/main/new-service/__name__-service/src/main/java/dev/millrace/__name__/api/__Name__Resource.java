package dev.millrace.__name__.api;

import dev.millrace.__name__.application.__Name__Service;
import dev.millrace.__name__.domain.__Name__;
import dev.millrace.chassis.access.Roles;
import dev.millrace.chassis.http.Page;
import dev.millrace.chassis.idempotency.IdempotencyKeys;
import dev.millrace.chassis.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The REST API. */
@Path("/__name__")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class __Name__Resource {
    private final __Name__Service service;
    private final Caller caller;

    __Name__Resource(__Name__Service service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.CUSTOMER, Roles.CLERK})
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<__Name__View> create(
            @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key, @NotNull @Valid Create__Name__ body) {
        __Name__ created = service.create(body.name(), caller.access().owner(), key);
        return ResponseBuilder.create(RestResponse.Status.CREATED, __Name__View.of(created))
                .header(HttpHeaders.LOCATION, "/__name__/" + created.id())
                .build();
    }

    @GET
    @Path("/{id}")
    public __Name__View get(@RestPath UUID id) {
        return __Name__View.of(service.get(id, caller.access()));
    }

    @GET
    public Page<__Name__View> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String after) {
        int size = Page.limit(limit);
        List<__Name__> found = service.newestFirst(caller.access(), Page.id("after", after), size + 1);
        return Page.of(found, size, __Name__::id, __Name__View::of);
    }
}
