package dev.millrace.customers.api;

import dev.millrace.chassis.access.Roles;
import dev.millrace.chassis.security.Caller;
import dev.millrace.customers.application.CustomerService;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** This service's fragment of a customer's page: name and credit. */
@Path("/fragments/customers/{id}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class CustomerFragmentResource {
    private final CustomerService customers;
    private final Caller caller;
    private final Template template;

    CustomerFragmentResource(
            CustomerService customers, Caller caller, @Location("customer-fragment.html") Template template) {
        this.customers = customers;
        this.caller = caller;
        this.template = template;
    }

    @GET
    @Blocking
    public TemplateInstance get(@RestPath UUID id) {
        return template.data("customer", CustomerView.of(customers.get(id, caller.access())));
    }
}
