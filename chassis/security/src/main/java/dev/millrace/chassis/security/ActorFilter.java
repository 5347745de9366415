package dev.millrace.chassis.security;

import dev.millrace.chassis.context.Actor;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Makes the caller the request's {@link Actor}, once the resource's roles have been checked. */
class ActorFilter {
    /** Looks at what the check has left: to ask for the identity would check a token that a public resource ignores. */
    @ServerRequestFilter
    void nameActor(RoutingContext request) {
        if (request.user() instanceof QuarkusHttpUser user
                && user.getSecurityIdentity().getPrincipal() instanceof JsonWebToken token) {
            Actor.set(token.getSubject());
        }
    }
}
