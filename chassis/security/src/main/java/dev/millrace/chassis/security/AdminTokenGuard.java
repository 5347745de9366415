package dev.millrace.chassis.security;

import dev.millrace.chassis.access.Roles;
import dev.millrace.chassis.operations.OperatorGuard;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Changes on the management port need an admin's access token. */
@ApplicationScoped
class AdminTokenGuard implements OperatorGuard {
    private static final Logger LOG = Logger.getLogger(AdminTokenGuard.class);
    private static final String SCHEME = "Bearer ";
    /** The issuer's keys may have to be fetched. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final TenantIdentityProvider tokens;

    AdminTokenGuard(TenantIdentityProvider tokens) {
        this.tokens = tokens;
    }

    @Override
    public Optional<Refusal> refusal(RoutingContext request) {
        String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            return Optional.of(new Refusal(401, "Send an admin's access token: Authorization: Bearer TOKEN."));
        }
        try {
            return check(authorization.substring(SCHEME.length()));
        } catch (AuthenticationFailedException e) {
            LOG.infof("An access token was refused: %s", TokenErrorMessage.of(e));
            return Optional.of(new Refusal(401, "The access token is invalid, expired, or not meant for this."));
        } catch (OIDCException e) {
            LOG.warnf("No token can be checked: %s", e.getMessage());
            return Optional.of(new Refusal(503, "Access tokens cannot be checked now. Repeat the call later."));
        }
    }

    private Optional<Refusal> check(String token) {
        SecurityIdentity caller =
                tokens.authenticate(new AccessTokenCredential(token)).await().atMost(TIMEOUT);
        return caller.hasRole(Roles.ADMIN)
                ? Optional.empty()
                : Optional.of(new Refusal(403, "This needs the role " + Roles.ADMIN + "."));
    }
}
