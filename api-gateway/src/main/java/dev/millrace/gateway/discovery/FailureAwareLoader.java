package dev.millrace.gateway.discovery;

import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.stork.api.LoadBalancer;
import io.smallrye.stork.api.ServiceDiscovery;
import io.smallrye.stork.api.config.ConfigWithType;
import io.smallrye.stork.spi.internal.LoadBalancerLoader;
import io.smallrye.stork.utils.DurationUtils;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Makes the load balancer that {@code load-balancer.type=failure-aware} names; its {@code pause} is how long an instance
 * is left out. By hand, because Stork's annotation processor warns of a newer Java and warnings end our build.
 */
@ApplicationScoped
public class FailureAwareLoader implements LoadBalancerLoader {
    private static final String PAUSE = "pause";

    @Override
    public LoadBalancer createLoadBalancer(ConfigWithType config, ServiceDiscovery discovery) {
        String pause = config.parameters().getOrDefault(PAUSE, "5s");
        return new FailureAware(DurationUtils.parseDuration(pause, PAUSE), Ticker.systemTicker());
    }

    @Override
    public String type() {
        return "failure-aware";
    }
}
