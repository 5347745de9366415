package dev.millrace.chassis.security;

import dev.millrace.chassis.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller of the current request, from its access token. */
@ApplicationScoped
public class Caller {
    private final SecurityIdentity identity;
    private final JsonWebToken token;

    Caller(SecurityIdentity identity, JsonWebToken token) {
        this.identity = identity;
        this.token = token;
    }

    /** Claim {@code sub}, which stays the same when the user is renamed. */
    public String subject() {
        return token.getSubject();
    }

    /** Clerks and admins have access to everything, other callers to their own. */
    public AccessScope access() {
        boolean toAll = identity.hasRole(Roles.CLERK) || identity.hasRole(Roles.ADMIN);
        return toAll ? AccessScope.toAll() : AccessScope.toOwn(subject());
    }
}
