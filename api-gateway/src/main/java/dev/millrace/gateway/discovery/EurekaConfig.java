package dev.millrace.gateway.discovery;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Where the registry is, for {@code discovery.type=eureka}. */
@ConfigMapping(prefix = "eureka")
interface EurekaConfig {
    String host();

    @Min(1)
    @Max(65535)
    int port();
}
