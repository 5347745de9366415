package dev.millrace.chassis.security;

import dev.millrace.chassis.context.Actor;
import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.text.Text;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Sets the caller as the request's {@link Actor}, after the resource's roles have been checked. The subject is stored
 * with the caller's changes, so one that cannot be stored is rejected here (400).
 */
class ActorFilter {
    private static final String CLAIM = "sub";

    /** Limit of OpenID Connect. */
    private static final int MAX_LENGTH = 255;

    /**
     * Uses the identity that the role check has resolved. Resolving it here would check the token on public resources
     * too, which ignore tokens.
     */
    @ServerRequestFilter
    void nameActor(RoutingContext request) {
        if (request.user() instanceof QuarkusHttpUser user
                && user.getSecurityIdentity().getPrincipal() instanceof JsonWebToken token) {
            Actor.set(checked(token.getSubject()));
        }
    }

    static String checked(String subject) {
        if (subject.isEmpty() || Text.length(subject) > MAX_LENGTH) {
            throw InvalidInput.malformed(CLAIM, "must have 1 to " + MAX_LENGTH + " characters");
        }
        if (!Text.isWellFormed(subject) || Text.hasControlCharacters(subject)) {
            throw InvalidInput.malformed(CLAIM, Text.REQUIREMENT + " without control characters");
        }
        return subject;
    }
}
