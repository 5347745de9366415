package dev.millrace.gateway.console;

import dev.millrace.chassis.security.IdentityConfig;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Configuration that the console needs before login; none of it is secret. */
@Path("/console")
@PermitAll
public class ConsoleResource {
    /**
     * Issuer, client id and scopes of the authorization request.
     *
     * @param traceUrl URL of a trace with {@code {traceId}} in it; null when there is no trace view
     */
    public record Settings(
            String issuer,
            String clientId,
            String scope,
            @Nullable String traceUrl) {}

    private final Settings settings;

    ConsoleResource(IdentityConfig identity, ConsoleConfig console) {
        this.settings = new Settings(
                identity.issuer(),
                console.clientId(),
                console.scope(),
                console.traceUrl().orElse(null));
    }

    @GET
    @Path("/config")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Settings get() {
        return settings;
    }

    /** The API's document names this address, because it is the same for every issuer. */
    @GET
    @Path("/openid-configuration")
    @Operation(hidden = true)
    public Response discovery() {
        return Response.temporaryRedirect(URI.create(settings.issuer() + "/.well-known/openid-configuration"))
                .build();
    }
}
