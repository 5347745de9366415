package dev.millrace.history.api;

import dev.millrace.chassis.access.Roles;
import dev.millrace.chassis.security.Caller;
import dev.millrace.history.application.OrderHistoryQueries;
import dev.millrace.history.domain.SearchCriteria;
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

/** This service's fragment of a customer's page: the latest changes of the customer's orders. */
@Path("/fragments/customers/{id}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class HistoryFragmentResource {
    private static final int SHOWN = 10;

    private final OrderHistoryQueries view;
    private final Caller caller;
    private final Template template;

    HistoryFragmentResource(
            OrderHistoryQueries view, Caller caller, @Location("history-fragment.html") Template template) {
        this.view = view;
        this.caller = caller;
        this.template = template;
    }

    @GET
    @Blocking
    public TemplateInstance get(@RestPath UUID id) {
        SearchCriteria ofCustomer = new SearchCriteria(id, null, null, null, null, null);
        return template.data("orders", view.find(caller.access(), ofCustomer, SHOWN));
    }
}
