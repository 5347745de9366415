package dev.millrace.chassis.security;

import dev.millrace.chassis.context.Actor;
import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.text.Text;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Makes the caller the request's {@link Actor}, once the resource's roles have been checked. The subject is stored with
 * what it does, so one that cannot be kept is refused here.
 */
class ActorFilter {
    private static final String CLAIM = "sub";

    /** OpenID Connect's own limit. */
    private static final int MAX_LENGTH = 255;

    /** Looks at what the check has left: to ask for the identity would check a token that a public resource ignores. */
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
