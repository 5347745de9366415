package dev.millrace.gateway.discovery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;

/** How the gateway finds the services' instances. */
@ConfigMapping(prefix = "discovery")
interface DiscoveryConfig {
    /** {@code static}: addresses that are told; {@code dns}; {@code eureka}. */
    @Pattern(regexp = "static|dns|eureka", message = "must be static, dns or eureka")
    @WithDefault("static")
    String type();

    /** How long an instance is left out after it failed. */
    @WithDefault("5s")
    Duration pause();

    /** How long an instance may answer none of its calls before that counts as a failure. */
    @WithDefault("3s")
    Duration patience();

    /** How old the list of instances may be. */
    @WithDefault("5s")
    Duration refresh();
}
