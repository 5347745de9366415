package dev.millrace.gateway.ui;

import dev.millrace.gateway.forwarding.ResponseForwarder;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** The services' web components, one JavaScript module each. They contain no data and need no token. */
@Path("/ui/{service: [a-z-]+}/{module: [a-z-]+\\.js}")
@PermitAll
public class UiModuleResource {
    private final ServiceUiRegistry services;

    UiModuleResource(ServiceUiRegistry services) {
        this.services = services;
    }

    @GET
    @Operation(hidden = true)
    public Uni<Response> get(@RestPath String service, @RestPath String module) {
        return services.find(service)
                .orElseThrow(NotFoundException::new)
                .module(module)
                .map(ResponseForwarder::pass);
    }
}
