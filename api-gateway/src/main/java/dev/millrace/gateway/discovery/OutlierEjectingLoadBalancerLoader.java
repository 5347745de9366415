package dev.millrace.gateway.discovery;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.smallrye.stork.api.LoadBalancer;
import io.smallrye.stork.api.ServiceDiscovery;
import io.smallrye.stork.api.ServiceInstance;
import io.smallrye.stork.api.config.ConfigWithType;
import io.smallrye.stork.impl.DefaultServiceInstance;
import io.smallrye.stork.spi.internal.LoadBalancerLoader;
import io.smallrye.stork.utils.DurationUtils;
import io.smallrye.stork.utils.ServiceInstanceIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Creates the load balancer of {@code load-balancer.type=failure-aware}. Parameters: {@code ejection-time}, how long an
 * instance is ejected; {@code stall-timeout}, how long one may answer nothing before it counts as failed; {@code
 * overflow}, the address for calls beyond the {@code capacity} of each instance, or {@code none}. Written by hand
 * because Stork's annotation processor warns about newer Java versions, and warnings fail the build.
 */
@ApplicationScoped
public class OutlierEjectingLoadBalancerLoader implements LoadBalancerLoader {
    private static final String EJECTION_TIME = "ejection-time";
    private static final String STALL_TIMEOUT = "stall-timeout";
    private static final String OVERFLOW = "overflow";
    private static final String NONE = "none";
    private static final String CAPACITY = "capacity";
    private static final String ADDRESS = "address";

    @Override
    public LoadBalancer createLoadBalancer(ConfigWithType config, ServiceDiscovery discovery) {
        Optional<Overflow> overflow = overflow(config.parameters());
        OutlierEjectingLoadBalancer balancer = new OutlierEjectingLoadBalancer(
                duration(config, EJECTION_TIME), duration(config, STALL_TIMEOUT), overflow, Ticker.systemTicker());
        overflow.ifPresent(it -> Gauge.builder("gateway.base.calls", balancer, OutlierEjectingLoadBalancer::inFlight)
                .description("Calls in progress at the instances; calls beyond their capacity go to the overflow")
                .tag(ADDRESS, address(it.instance()))
                .register(Metrics.globalRegistry));
        return balancer;
    }

    private static Optional<Overflow> overflow(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get(OVERFLOW))
                .filter(address -> !address.equals(NONE))
                .map(OutlierEjectingLoadBalancerLoader::instance)
                .map(instance -> new Overflow(instance, Integer.parseInt(parameters.get(CAPACITY)), counter(instance)));
    }

    private static ServiceInstance instance(String address) {
        int colon = address.lastIndexOf(':');
        return new DefaultServiceInstance(
                ServiceInstanceIds.next(),
                address.substring(0, colon),
                Integer.parseInt(address.substring(colon + 1)),
                false);
    }

    private static Counter counter(ServiceInstance overflow) {
        return Counter.builder("gateway.overflow.calls")
                .description("Calls beyond the capacity of the instances")
                .tag(ADDRESS, address(overflow))
                .register(Metrics.globalRegistry);
    }

    private static String address(ServiceInstance instance) {
        return instance.getHost() + ":" + instance.getPort();
    }

    private static Duration duration(ConfigWithType config, String name) {
        return DurationUtils.parseDuration(config.parameters().get(name), name);
    }

    @Override
    public String type() {
        return "failure-aware";
    }
}
