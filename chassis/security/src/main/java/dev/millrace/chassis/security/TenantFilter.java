package dev.millrace.chassis.security;

import dev.millrace.chassis.costs.RequestUsage;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Attributes the request's cost to the tenant that the access token names. It is no part of authorization. */
class TenantFilter {
    private final IdentityConfig config;

    TenantFilter(IdentityConfig config) {
        this.config = config;
    }

    /** Uses the identity that the role check has resolved, as {@link ActorFilter} does. */
    @ServerRequestFilter
    void nameTenant(RoutingContext request) {
        if (request.user() instanceof QuarkusHttpUser user
                && user.getSecurityIdentity().getPrincipal() instanceof JsonWebToken token
                && token.getClaim(config.tenantClaim()) instanceof String tenant) {
            RequestUsage.current().ifPresent(usage -> usage.setTenant(tenant));
        }
    }
}
