package dev.millrace.customers.api;

import dev.millrace.chassis.access.Roles;
import dev.millrace.chassis.http.Page;
import dev.millrace.chassis.idempotency.IdempotencyKeys;
import dev.millrace.chassis.security.Caller;
import dev.millrace.customers.application.CustomerService;
import dev.millrace.customers.domain.CustomerWithCredit;
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

/** The REST API for customers. */
@Path("/customers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class CustomersResource {
    private final CustomerService customers;
    private final Caller caller;

    CustomersResource(CustomerService customers, Caller caller) {
        this.customers = customers;
        this.caller = caller;
    }

    /** A customer who registers becomes the record's owner; a record that a clerk registers has no owner. */
    @POST
    @RolesAllowed({Roles.CUSTOMER, Roles.CLERK})
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<CustomerView> register(
            @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key, @NotNull @Valid RegisterCustomer body) {
        CustomerWithCredit registered = customers.register(
                body.name(),
                body.email(),
                body.creditLimit().toMoney(),
                caller.access().owner(),
                key);
        return ResponseBuilder.create(RestResponse.Status.CREATED, CustomerView.of(registered))
                .header(
                        HttpHeaders.LOCATION,
                        "/customers/" + registered.customer().id())
                .build();
    }

    @GET
    @Path("/{id}")
    public CustomerView get(@RestPath UUID id, @RestQuery @Nullable String at) {
        return CustomerView.of(
                at == null
                        ? customers.get(id, caller.access())
                        : customers.getAt(id, Parameters.instant("at", at), caller.access()));
    }

    /** The events of the credit account, newest first. */
    @GET
    @Path("/{id}/credit/events")
    public CreditEventPage creditEvents(
            @RestPath UUID id, @RestQuery @Nullable String limit, @RestQuery @Nullable String after) {
        int size = Page.limit(limit);
        Long before = Parameters.sequence("after", after);
        return CreditEventPage.of(customers.creditEvents(id, before, size + 1, caller.access()), size);
    }

    @GET
    public Page<CustomerView> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String after) {
        int size = Page.limit(limit);
        List<CustomerWithCredit> found = customers.newestFirst(caller.access(), Page.id("after", after), size + 1);
        return Page.of(found, size, each -> each.customer().id(), CustomerView::of);
    }
}
