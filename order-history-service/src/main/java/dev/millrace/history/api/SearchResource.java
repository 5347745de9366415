package dev.millrace.history.api;

import dev.millrace.chassis.http.Page;
import dev.millrace.chassis.security.Caller;
import dev.millrace.chassis.security.Roles;
import dev.millrace.history.application.ViewQueries;
import dev.millrace.history.domain.OrderSummary;
import dev.millrace.history.domain.Search;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;

/** Search over the orders that the caller may see. */
@Path("/order-history")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class SearchResource {
    private final ViewQueries view;
    private final Caller caller;

    SearchResource(ViewQueries view, Caller caller) {
        this.view = view;
        this.caller = caller;
    }

    @GET
    public Page<OrderSummary> find(
            @RestQuery String customerId,
            @RestQuery String state,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String q,
            @RestQuery String limit,
            @RestQuery String after) {
        int size = Page.limit(limit);
        Search search = new Search(
                Page.id("customerId", customerId),
                Parameters.state(state),
                Parameters.time("from", from),
                Parameters.time("to", to),
                Parameters.text("q", q),
                Page.id("after", after));
        return Page.of(view.find(caller.access(), search, size + 1), size, OrderSummary::orderId, order -> order);
    }
}
