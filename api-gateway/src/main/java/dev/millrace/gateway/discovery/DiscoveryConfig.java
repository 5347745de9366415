package dev.millrace.gateway.discovery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;

/** Service discovery. */
@ConfigMapping(prefix = "discovery")
interface DiscoveryConfig {
    /** {@code static} (configured addresses), {@code dns} (SRV records) or {@code eureka}. */
    @Pattern(regexp = "static|dns|eureka", message = "must be static, dns or eureka")
    @WithDefault("static")
    String type();

    /** How long an instance is ejected after a failure. */
    @WithDefault("${discovery.pause:5s}")
    Duration ejectionTime();

    /** An instance that has answered none of its calls for this long counts as failed. */
    @WithDefault("${discovery.patience:3s}")
    Duration stallTimeout();

    /** Refresh period of the instance list. */
    @WithDefault("5s")
    Duration refresh();

    /** Former name of {@code ejection-time}. */
    Optional<Duration> pause();

    /** Former name of {@code stall-timeout}. */
    Optional<Duration> patience();
}
