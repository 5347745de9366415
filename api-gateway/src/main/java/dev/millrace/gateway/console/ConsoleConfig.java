package dev.millrace.gateway.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** The console: login at the issuer, which is {@code identity.issuer}, and links. */
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

    /** URL of a trace in the installation's trace view, with {@code {traceId}} in it. Unset: no links to traces. */
    Optional<@Pattern(regexp = "https?://.+", message = "must be a URL") String> traceUrl();
}
