package dev.millrace.chassis.security;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;

/** Whose access tokens are accepted. There is no default issuer: without one the service does not start. */
@ConfigMapping(prefix = "identity")
public interface IdentityConfig {
    /** The OpenID provider's URL, its tokens' claim {@code iss}; what else is needed is discovered there. */
    @Pattern(regexp = "https?://.+", message = "must be the URL of an OpenID provider")
    String issuer();

    /** What a token's claim {@code aud} must contain: {@code millrace} unless set. */
    String audience();

    /** Path of the claim that lists the roles: {@code groups} unless set, {@code realm_access/roles} for Keycloak. */
    String rolesClaim();
}
