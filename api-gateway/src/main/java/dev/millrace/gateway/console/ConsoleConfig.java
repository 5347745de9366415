package dev.millrace.gateway.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;

/** Login of console users at the issuer, which is {@code identity.issuer}. */
@ConfigMapping(prefix = "gateway.console")
interface ConsoleConfig {
    /**
     * The console's client id at the issuer: a public client, without a secret, whose redirect URI is the gateway's
     * root.
     */
    @WithDefault("demo")
    @NotBlank
    String clientId();

    /** The scopes that the console requests, separated by blanks. */
    @WithDefault("openid")
    @NotBlank
    String scope();
}
