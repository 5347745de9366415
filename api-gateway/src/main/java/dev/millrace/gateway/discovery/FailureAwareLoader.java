package dev.millrace.gateway.discovery;

import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.stork.api.LoadBalancer;
import io.smallrye.stork.api.ServiceDiscovery;
import io.smallrye.stork.api.config.ConfigWithType;
import io.smallrye.stork.spi.internal.LoadBalancerLoader;
import io.smallrye.stork.utils.DurationUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Makes the load balancer that {@code load-balancer.type=failure-aware} names; its {@code pause} is how long an instance
 * is left out, its {@code patience} how long one may answer nothing. By hand, because Stork's annotation processor warns of a newer Java and warnings end our build.
 */
@ApplicationScoped
public class FailureAwareLoader implements LoadBalancerLoader {
    private static final String PAUSE = "pause";
    private static final String PATIENCE = "patience";

    @Override
    public LoadBalancer createLoadBalancer(ConfigWithType config, ServiceDiscovery discovery) {
        return new FailureAware(duration(config, PAUSE, "5s"), duration(config, PATIENCE, "3s"), Ticker.systemTicker());
    }

    private static Duration duration(ConfigWithType config, String name, String otherwise) {
        return DurationUtils.parseDuration(config.parameters().getOrDefault(name, otherwise), name);
    }

    @Override
    public String type() {
        return "failure-aware";
    }
}
