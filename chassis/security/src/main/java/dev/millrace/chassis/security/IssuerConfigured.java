package dev.millrace.chassis.security;

import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Readiness: whether the issuer's keys have been loaded. A service starts without its issuer, and each check tries
 * again to load them. Afterwards the check does not depend on the issuer any more.
 */
@Readiness
@ApplicationScoped
class IssuerConfigured implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(IssuerConfigured.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final TenantConfigBean oidc;
    private final IdentityConfig config;

    IssuerConfigured(TenantConfigBean oidc, IdentityConfig config) {
        this.oidc = oidc;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("issuer")
                .withData("url", config.issuer())
                .status(isKnown(oidc.getDefaultTenant()))
                .build();
    }

    private static boolean isKnown(TenantConfigContext issuer) {
        if (!issuer.ready()) {
            try {
                issuer.initialize().await().atMost(TIMEOUT);
            } catch (RuntimeException notYet) {
                LOG.debug("The issuer does not answer", notYet);
            }
        }
        return issuer.ready();
    }
}
