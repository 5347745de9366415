package dev.millrace.chassis.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.quarkus.oidc.runtime.OidcIdentityProvider;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Takes the identity of a token that has been verified a short time ago, and lets quarkus-oidc verify the others. Only
 * successes are remembered. They are forgotten when the issuer's keys are loaded.
 */
@ApplicationScoped
@OidcEndpoint(OidcEndpoint.Type.JWKS)
class VerifiedTokenProvider implements IdentityProvider<TokenAuthenticationRequest>, OidcResponseFilter {
    private static final String REQUEST = RoutingContext.class.getName();
    private static final String BLOCKING_CONTEXT = AuthenticationRequestContext.class.getName();

    private final OidcIdentityProvider oidc;
    private final VerifiedTokens tokens;
    private final boolean enabled;
    private final Counter verified;

    VerifiedTokenProvider(OidcIdentityProvider oidc, IdentityConfig config, MeterRegistry meters) {
        this.oidc = oidc;
        this.tokens = new VerifiedTokens(config.tokenCache(), InstantSource.system());
        this.enabled = config.tokenCache().timeToLive().isPositive();
        this.verified = Counter.builder("identity.tokens.verified")
                .description("Access tokens whose signature was found to be valid")
                .register(meters);
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    /** Before quarkus-oidc's own, which has the default. */
    @Override
    public int priority() {
        return IdentityProvider.super.priority() + 1;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        VerifiedTokens.Generation generation = tokens.current();
        String token = request.getToken().getToken();
        SecurityIdentity known = generation.find(token);
        if (known != null) {
            return Uni.createFrom().item(attached(known, request, context));
        }
        return oidc.authenticate(request, context).invoke(identity -> {
            verified.increment();
            if (enabled && request.getToken() instanceof AccessTokenCredential) {
                generation.keep(token, detached(identity));
            }
        });
    }

    @Override
    public Uni<Void> filter(OidcResponseFilterContext keys) {
        tokens.forgetAll();
        return Uni.createFrom().voidItem();
    }

    /** Without the attributes of a request, which the cache would keep in memory. */
    private static SecurityIdentity detached(SecurityIdentity identity) {
        Map<String, Object> attributes = new HashMap<>(identity.getAttributes());
        attributes.keySet().removeAll(Set.of(REQUEST, BLOCKING_CONTEXT));
        return copy(identity).addAttributes(attributes).build();
    }

    private static SecurityIdentity attached(
            SecurityIdentity identity, TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        return copy(identity)
                .addAttributes(identity.getAttributes())
                .addAttribute(REQUEST, HttpSecurityUtils.getRoutingContextAttribute(request))
                .addAttribute(BLOCKING_CONTEXT, context)
                .build();
    }

    private static QuarkusSecurityIdentity.Builder copy(SecurityIdentity identity) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addRoles(identity.getRoles())
                .addCredentials(identity.getCredentials())
                .addPermissions(identity.getPermissions());
    }
}
