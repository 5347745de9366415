package dev.millrace.gateway.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;

/** How the console logs users in at the issuer, which is {@code identity.issuer}. */
@ConfigMapping(prefix = "gateway.console")
interface ConsoleConfig {
    /** The public client (no secret) that the issuer knows the console as; its redirect URI is the gateway's root. */
    @WithDefault("demo")
    @NotBlank
    String clientId();

    /** The scopes that the console asks for, separated by blanks. */
    @WithDefault("openid")
    @NotBlank
    String scope();
}
