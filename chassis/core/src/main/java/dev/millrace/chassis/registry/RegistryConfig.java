package dev.millrace.chassis.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where an instance registers itself, on machines without a platform that registers it. */
@ConfigMapping(prefix = "registry")
interface RegistryConfig {
    /** Base URL of Eureka's API, such as {@code http://registry:8761/eureka}; unset, the instance does not register. */
    Optional<URI> eurekaUrl();

    /** Host name or address at which other machines reach this one. */
    @WithDefault("127.0.0.1")
    String host();

    /** Interval between heartbeats. */
    @WithDefault("5s")
    Duration heartbeat();

    /** Time after the last heartbeat when the lease expires and the registry removes the instance. */
    @WithDefault("15s")
    Duration lease();
}
