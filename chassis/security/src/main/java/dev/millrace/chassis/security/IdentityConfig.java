package dev.millrace.chassis.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;

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

    TokenCache tokenCache();

    /** Verified tokens are remembered, because verifying a signature is a large part of what a request costs. */
    interface TokenCache {
        /**
         * A token is verified again after this time, and not accepted after its expiry. It bounds how long a token is
         * accepted whose key the issuer has removed while no token of a new key has arrived. 0: every request verifies.
         */
        @WithDefault("60s")
        Duration timeToLive();

        /** Number of tokens that are remembered. */
        @WithDefault("1000")
        @Min(1)
        int maximumSize();
    }
}
