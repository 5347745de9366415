package dev.millrace.chassis.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where an instance makes itself known, on machines without a platform that does it. */
@ConfigMapping(prefix = "registry")
interface RegistryConfig {
    /** Eureka's API, such as {@code http://registry:8761/eureka}; without it the instance keeps to itself. */
    Optional<URI> eurekaUrl();

    /** How others reach this machine. */
    @WithDefault("127.0.0.1")
    String host();

    /** Time between two signs of life. */
    @WithDefault("5s")
    Duration heartbeat();

    /** Time after the last sign of life at which the registry drops the instance. */
    @WithDefault("15s")
    Duration lease();
}
