package dev.millrace.gateway.operations;

import dev.millrace.chassis.access.Roles;
import dev.millrace.gateway.forwarding.ResponseForwarder;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The operations of the management ports that the console offers to admins. It belongs to the console and is not part
 * of the API: operators use the management ports themselves.
 */
@Path("/console/operations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class OperationsResource {
    private static final String LETTER = "/dead-letters/{service: [a-z-]+}/{id: [0-9]+-[0-9]+}";

    private final ManagedInstanceRegistry instances;
    private final InstanceReporter reporter;
    private final ListComposer composer;
    private final CostReporter costs;
    private final ManagementClient client;

    OperationsResource(
            ManagedInstanceRegistry instances,
            InstanceReporter reporter,
            ListComposer composer,
            CostReporter costs,
            @RestClient ManagementClient client) {
        this.instances = instances;
        this.reporter = reporter;
        this.composer = composer;
        this.costs = costs;
        this.client = client;
    }

    @GET
    @Path("/instances")
    @Operation(hidden = true)
    public Uni<List<InstanceReport>> instances() {
        List<Uni<InstanceReport>> reports =
                instances.all().stream().map(reporter::report).toList();
        return reports.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(reports).andFailFast();
    }

    @GET
    @Path("/dead-letters")
    @Operation(hidden = true)
    public Uni<ComposedList> deadLetters() {
        return composer.compose(instances.oneEach(), client::deadLetters);
    }

    @POST
    @Path(LETTER + "/replay")
    @Operation(hidden = true)
    public Uni<Response> replay(@RestPath String service, @RestPath String id) {
        return client.replay(instances.of(service).address(), id).map(ResponseForwarder::pass);
    }

    @DELETE
    @Path(LETTER)
    @Operation(hidden = true)
    public Uni<Response> discard(@RestPath String service, @RestPath String id) {
        return client.discard(instances.of(service).address(), id).map(ResponseForwarder::pass);
    }

    @GET
    @Path("/errors")
    @Operation(hidden = true)
    public Uni<ComposedList> errors() {
        return composer.compose(instances.all(), client::errors);
    }

    /** Each instance tracks its own errors, so all of them are asked; one that knows the error answers. */
    @POST
    @Path("/errors/{service: [a-z-]+}/{fingerprint: [0-9a-f]+}/resolve")
    @Operation(hidden = true)
    public Uni<Response> resolve(@RestPath String service, @RestPath String fingerprint) {
        List<Uni<RestResponse<byte[]>>> calls = instances.allOf(service).stream()
                .map(each -> client.resolve(each.address(), fingerprint))
                .toList();
        return Uni.join()
                .all(calls)
                .andFailFast()
                .map(answers -> answers.stream()
                        .filter(answer -> answer.getStatus() == RestResponse.StatusCode.OK)
                        .findFirst()
                        .orElse(answers.getFirst()))
                .map(ResponseForwarder::pass);
    }

    @GET
    @Path("/costs")
    @Operation(hidden = true)
    public Uni<CostReport> costs() {
        return costs.report(instances.all());
    }
}
