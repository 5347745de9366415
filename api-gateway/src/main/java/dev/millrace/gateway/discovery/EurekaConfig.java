package dev.millrace.gateway.discovery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Address of the Eureka registry, for {@code discovery.type=eureka}. */
@ConfigMapping(prefix = "eureka")
interface EurekaConfig {
    @WithDefault("127.0.0.1")
    String host();

    @Min(1)
    @Max(65535)
    @WithDefault("8761")
    int port();
}
