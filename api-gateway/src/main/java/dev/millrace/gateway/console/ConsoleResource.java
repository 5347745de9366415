package dev.millrace.gateway.console;

import dev.millrace.chassis.security.IdentityConfig;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Configuration that the console needs before login; none of it is secret. */
@Path("/console/config")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
public class ConsoleResource {
    /** Issuer, client id and scopes of the authorization request. */
    public record Login(String issuer, String clientId, String scope) {}

    private final Login login;

    ConsoleResource(IdentityConfig identity, ConsoleConfig console) {
        this.login = new Login(identity.issuer(), console.clientId(), console.scope());
    }

    @GET
    @Operation(hidden = true)
    public Login get() {
        return login;
    }
}
