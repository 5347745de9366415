package dev.millrace.gateway.discovery;

import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.stork.api.LoadBalancer;
import io.smallrye.stork.api.NoServiceInstanceFoundException;
import io.smallrye.stork.api.ServiceInstance;
import io.smallrye.stork.impl.ServiceInstanceWithStatGathering;
import io.smallrye.stork.spi.CallStatisticsCollector;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets the instances of a service take turns, and leaves one out for a while after a call to it failed, or it said that
 * it is {@link LeavingInstances leaving}. When none
 * is left they all take part again: an instance that may be well is better than a refusal.
 */
final class FailureAware implements LoadBalancer, CallStatisticsCollector {
    private final long pauseNanos;
    private final Ticker ticker;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<Long, Long> failedAt = new ConcurrentHashMap<>();

    FailureAware(Duration pause, Ticker ticker) {
        this.pauseNanos = pause.toNanos();
        this.ticker = ticker;
    }

    @Override
    public ServiceInstance selectServiceInstance(Collection<ServiceInstance> instances) {
        if (instances.isEmpty()) {
            throw new NoServiceInstanceFoundException("No instance is known");
        }
        List<ServiceInstance> known = instances.stream()
                .sorted(Comparator.comparingLong(ServiceInstance::getId))
                .toList();
        forgetAllBut(known);
        List<ServiceInstance> well =
                known.stream().filter(instance -> !isLeftOut(instance)).toList();
        List<ServiceInstance> candidates = well.isEmpty() ? known : well;
        ServiceInstance next = candidates.get(Math.floorMod(turn.getAndIncrement(), candidates.size()));
        return new ServiceInstanceWithStatGathering(next, this);
    }

    @Override
    public void recordReply(long instance, long nanos) {
        failedAt.remove(instance);
    }

    @Override
    public void recordEnd(long instance, Throwable failure) {
        if (failure != null) {
            failedAt.put(instance, ticker.read());
        }
    }

    private boolean isLeftOut(ServiceInstance instance) {
        Long since = failedAt.get(instance.getId());
        return since != null && ticker.read() - since < pauseNanos;
    }

    /** Instances come and go for as long as the gateway runs. */
    private void forgetAllBut(List<ServiceInstance> known) {
        if (failedAt.size() > known.size()) {
            failedAt.keySet()
                    .retainAll(known.stream().map(ServiceInstance::getId).toList());
        }
    }
}
