package dev.millrace.gateway.discovery;

import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.stork.api.LoadBalancer;
import io.smallrye.stork.api.NoServiceInstanceFoundException;
import io.smallrye.stork.api.ServiceInstance;
import io.smallrye.stork.spi.CallStatisticsCollector;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Round robin over the instances of a service. An instance whose connection failed, that hangs, or that is {@link
 * DrainingInstanceFilter draining} is ejected for a while. When all healthy instances are at capacity, calls go to the
 * {@link Overflow} if it is configured and healthy, otherwise to the healthy instances anyway. When all are ejected,
 * all are used again: a call that may succeed is better than a certain refusal.
 */
final class OutlierEjectingLoadBalancer implements LoadBalancer, CallStatisticsCollector {
    private final Duration ejectionTime;
    private final Duration stallTimeout;
    private final Optional<Overflow> overflow;
    private final Ticker ticker;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<Long, InstanceHealth> healthById = new ConcurrentHashMap<>();

    OutlierEjectingLoadBalancer(
            Duration ejectionTime, Duration stallTimeout, Optional<Overflow> overflow, Ticker ticker) {
        this.ejectionTime = ejectionTime;
        this.stallTimeout = stallTimeout;
        this.overflow = overflow;
        this.ticker = ticker;
    }

    @Override
    public ServiceInstance selectServiceInstance(Collection<ServiceInstance> instances) {
        return select(instances, overflow);
    }

    /** Ignores capacity and overflow; for long-lived connections, which would prevent the overflow's scale-in. */
    ServiceInstance selectFromBase(Collection<ServiceInstance> instances) {
        return select(instances, Optional.empty());
    }

    private ServiceInstance select(Collection<ServiceInstance> instances, Optional<Overflow> usableOverflow) {
        List<ServiceInstance> known = instances.stream()
                .sorted(Comparator.comparingLong(ServiceInstance::getId))
                .toList();
        retainOnly(known);
        List<ServiceInstance> healthy = known.stream().filter(this::isHealthy).toList();
        List<ServiceInstance> free = healthy.stream()
                .filter(instance -> hasRoom(instance, usableOverflow))
                .toList();
        Optional<Overflow> chosenOverflow =
                usableOverflow.filter(it -> free.isEmpty()).filter(it -> known.isEmpty() || isHealthy(it.instance()));
        chosenOverflow.ifPresent(it -> it.sent().increment());
        return track(chosenOverflow.map(Overflow::instance).orElseGet(() -> next(List.of(free, healthy, known))));
    }

    /** Round robin over the first list that is not empty. */
    private ServiceInstance next(List<List<ServiceInstance>> byPreference) {
        List<ServiceInstance> candidates = byPreference.stream()
                .filter(list -> !list.isEmpty())
                .findFirst()
                .orElseThrow(() -> new NoServiceInstanceFoundException("No instance is known"));
        return candidates.get(Math.floorMod(turn.getAndIncrement(), candidates.size()));
    }

    private ServiceInstance track(ServiceInstance instance) {
        return new TrackedInstance(instance, healthOf(instance.getId()).calls(), this);
    }

    private boolean isHealthy(ServiceInstance instance) {
        return !healthOf(instance.getId()).isLeftOut(ticker.read());
    }

    private boolean hasRoom(ServiceInstance instance, Optional<Overflow> usableOverflow) {
        return usableOverflow.isEmpty()
                || healthOf(instance.getId()).calls().count()
                        < usableOverflow.get().capacity();
    }

    /** Calls in flight to the instances, without those to the overflow. */
    int inFlight() {
        return healthById.entrySet().stream()
                .filter(each -> !isOverflow(each.getKey()))
                .mapToInt(each -> each.getValue().calls().count())
                .sum();
    }

    @Override
    public void recordStart(long instance, boolean measured) {
        healthOf(instance).called(ticker.read());
    }

    @Override
    public void recordReply(long instance, long nanos) {
        healthOf(instance).answered();
    }

    @Override
    public void recordEnd(long instance, Throwable failure) {
        if (failure != null) {
            healthOf(instance).failed(ticker.read());
        }
    }

    private InstanceHealth healthOf(long instance) {
        return healthById.computeIfAbsent(
                instance,
                first -> new InstanceHealth(ejectionTime.toNanos(), stallTimeout.toNanos(), new InFlightCalls(ticker)));
    }

    private boolean isOverflow(long instance) {
        return overflow.filter(it -> it.instance().getId() == instance).isPresent();
    }

    /** Bounds the map: instances come and go while the gateway runs. */
    private void retainOnly(List<ServiceInstance> known) {
        if (healthById.size() > known.size()) {
            List<Long> ids = known.stream().map(ServiceInstance::getId).toList();
            healthById.keySet().removeIf(id -> !ids.contains(id) && !isOverflow(id));
        }
    }
}
