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
 * Lets the instances of a service take turns, and leaves out for a while one to which a connection broke, that hangs, or
 * that says it is {@link LeavingInstances leaving}. When none is left they all take part again: an instance that may be
 * well is better than a refusal.
 */
final class FailureAware implements LoadBalancer, CallStatisticsCollector {
    private final Duration pause;
    private final Duration patience;
    private final Ticker ticker;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<Long, Condition> conditions = new ConcurrentHashMap<>();

    FailureAware(Duration pause, Duration patience, Ticker ticker) {
        this.pause = pause;
        this.patience = patience;
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
        long now = ticker.read();
        List<ServiceInstance> well = known.stream()
                .filter(instance -> !of(instance.getId()).isLeftOut(now))
                .toList();
        List<ServiceInstance> candidates = well.isEmpty() ? known : well;
        ServiceInstance next = candidates.get(Math.floorMod(turn.getAndIncrement(), candidates.size()));
        return new ServiceInstanceWithStatGathering(next, this);
    }

    @Override
    public void recordStart(long instance, boolean measured) {
        of(instance).called(ticker.read());
    }

    @Override
    public void recordReply(long instance, long nanos) {
        of(instance).answered();
    }

    @Override
    public void recordEnd(long instance, Throwable failure) {
        if (failure != null) {
            of(instance).failed(ticker.read());
        }
    }

    private Condition of(long instance) {
        return conditions.computeIfAbsent(instance, first -> new Condition(pause.toNanos(), patience.toNanos()));
    }

    /** Instances come and go for as long as the gateway runs. */
    private void forgetAllBut(List<ServiceInstance> known) {
        if (conditions.size() > known.size()) {
            conditions
                    .keySet()
                    .retainAll(known.stream().map(ServiceInstance::getId).toList());
        }
    }
}
