package dev.millrace.chassis.security;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;

/** Which access tokens are accepted. There is no default issuer: without one the service does not start. */
@ConfigMapping(prefix = "identity")
public interface IdentityConfig {
    /** URL of the OpenID provider, and claim {@code iss} of its tokens. The provider's metadata is discovered there. */
    @Pattern(regexp = "https?://.+", message = "must be the URL of an OpenID provider")
    String issuer();

    /** Value that a token's claim {@code aud} must contain; {@code millrace} by default. */
    String audience();

    /** Path of the claim that lists the roles; {@code groups} by default, {@code realm_access/roles} for Keycloak. */
    String rolesClaim();

    /** Claim with the caller's tenant, to whom the costs of requests are attributed; {@code tenant} by default. */
    String tenantClaim();
}
