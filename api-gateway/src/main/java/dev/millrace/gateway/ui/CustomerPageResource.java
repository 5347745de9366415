package dev.millrace.gateway.ui;

import dev.millrace.chassis.access.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** A customer's page, composed on the server from one HTML fragment per service. */
@Path("/web/customers/{id: [A-Za-z0-9-]+}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class CustomerPageResource {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Customer</title><link rel="stylesheet" href="/console/style.css"></head>
            <body><main>
            %s
            </main></body>
            </html>
            """;

    private final ServiceUiRegistry services;
    private final FragmentLoader fragments;

    CustomerPageResource(ServiceUiRegistry services, FragmentLoader fragments) {
        this.services = services;
        this.fragments = fragments;
    }

    @GET
    @Operation(hidden = true)
    public Uni<String> get(@RestPath String id) {
        List<Uni<String>> parts = services.all().stream()
                .map(each -> fragments.load(each.name(), each.customer(id)))
                .toList();
        return Uni.join().all(parts).andFailFast().map(html -> PAGE.formatted(String.join("\n", html)));
    }
}
