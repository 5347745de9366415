package dev.millrace.customers.api;

import dev.millrace.chassis.http.Page;
import dev.millrace.chassis.idempotency.IdempotencyKeys;
import dev.millrace.customers.application.CustomerService;
import dev.millrace.customers.domain.Customer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Customers over REST. */
@Path("/customers")
@Produces(MediaType.APPLICATION_JSON)
public class CustomersResource {
    private final CustomerService customers;

    CustomersResource(CustomerService customers) {
        this.customers = customers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<CustomerView> register(
            @HeaderParam(IdempotencyKeys.HEADER) String key, @NotNull @Valid RegisterCustomer body, UriInfo uri) {
        Customer customer =
                customers.register(body.name(), body.email(), body.creditLimit().toMoney(), key);
        return ResponseBuilder.<CustomerView>created(uri.getAbsolutePathBuilder()
                        .path(customer.id().toString())
                        .build())
                .entity(CustomerView.of(customer))
                .build();
    }

    @GET
    @Path("/{id}")
    public CustomerView get(@RestPath UUID id) {
        return CustomerView.of(customers.get(id));
    }

    @GET
    public Page<CustomerView> list(@RestQuery String limit, @RestQuery String after) {
        int size = Page.limit(limit);
        return Page.of(customers.newestFirst(Page.id("after", after), size + 1), size, Customer::id, CustomerView::of);
    }
}
