package dev.millrace.gateway.limiting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.util.List;

/** Trusted proxies in front of the gateway. */
@ConfigMapping(prefix = "gateway.proxies")
interface ProxyConfig {
    /** Addresses or CIDR blocks, IPv4 or IPv6, of the proxies whose {@code X-Forwarded-For} is trusted. */
    @WithDefault("127.0.0.1,::1")
    List<@Pattern(regexp = "[0-9a-fA-F.:]+(/\\d{1,3})?", message = "must be an IP address or a CIDR block") String>
            trusted();
}
