package dev.millrace.chassis.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who makes the current request, as the token says. */
@ApplicationScoped
public class Caller {
    private final SecurityIdentity identity;
    private final JsonWebToken token;

    Caller(SecurityIdentity identity, JsonWebToken token) {
        this.identity = identity;
        this.token = token;
    }

    /** Stays the same when the user is renamed. */
    public String subject() {
        return token.getSubject();
    }

    /** Clerks and admins see everything; who is neither, their own. */
    public AccessScope access() {
        boolean toAll = identity.hasRole(Roles.CLERK) || identity.hasRole(Roles.ADMIN);
        return toAll ? AccessScope.toAll() : AccessScope.toOwn(subject());
    }
}
