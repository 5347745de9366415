package dev.millrace.history.api;

import dev.millrace.chassis.access.Roles;
import dev.millrace.chassis.http.Page;
import dev.millrace.chassis.security.Caller;
import dev.millrace.history.application.OrderHistoryQueries;
import dev.millrace.history.domain.OrderSummary;
import dev.millrace.history.domain.SearchCriteria;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Searches the orders that the caller may see. */
@Path("/order-history")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class SearchResource {
    private final OrderHistoryQueries view;
    private final Caller caller;

    SearchResource(OrderHistoryQueries view, Caller caller) {
        this.view = view;
        this.caller = caller;
    }

    @GET
    public Page<OrderSummary> find(
            @RestQuery @Nullable String customerId,
            @RestQuery @Nullable String state,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String q,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after) {
        int size = Page.limit(limit);
        SearchCriteria search = new SearchCriteria(
                Page.id("customerId", customerId),
                QueryParameters.state(state),
                QueryParameters.time("from", from),
                QueryParameters.time("to", to),
                QueryParameters.text("q", q),
                Page.id("after", after));
        return Page.of(view.find(caller.access(), search, size + 1), size, OrderSummary::orderId, order -> order);
    }
}
