package dev.millrace.orders.api;

import dev.millrace.chassis.access.Roles;
import dev.millrace.chassis.security.Caller;
import dev.millrace.orders.application.OrderService;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** This service's fragment of a customer's page: the newest orders. */
@Path("/fragments/customers/{id}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class OrderFragmentResource {
    private static final int SHOWN = 5;

    private final OrderService orders;
    private final Caller caller;
    private final Template template;

    OrderFragmentResource(OrderService orders, Caller caller, @Location("orders-fragment.html") Template template) {
        this.orders = orders;
        this.caller = caller;
        this.template = template;
    }

    @GET
    @Blocking
    public TemplateInstance get(@RestPath UUID id) {
        List<OrderView> newest = orders.newestFirst(caller.access(), id, null, null, SHOWN).stream()
                .map(OrderView::of)
                .toList();
        return template.data("orders", newest);
    }
}
