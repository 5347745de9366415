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
 * Lets the instances of a service take turns, and leaves out for a while one to which a connection broke, that hangs,
 * or that says it is {@link DrainingInstanceFilter leaving}. What is too much for those that are left goes to the
 * {@link Overflow}, if there is one and it is well, and otherwise to them all the same. When none is left they all take
 * part again: an instance that may be well is better than a refusal.
 */
final class OutlierEjectingLoadBalancer implements LoadBalancer, CallStatisticsCollector {
    private final Duration pause;
    private final Duration patience;
    private final Optional<Overflow> overflow;
    private final Ticker ticker;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<Long, InstanceHealth> conditions = new ConcurrentHashMap<>();

    OutlierEjectingLoadBalancer(Duration pause, Duration patience, Optional<Overflow> overflow, Ticker ticker) {
        this.pause = pause;
        this.patience = patience;
        this.overflow = overflow;
        this.ticker = ticker;
    }

    @Override
    public ServiceInstance selectServiceInstance(Collection<ServiceInstance> instances) {
        return select(instances, overflow);
    }

    /** Whatever else it is busy with: for what would keep the overflow awake. */
    ServiceInstance selectFromBase(Collection<ServiceInstance> instances) {
        return select(instances, Optional.empty());
    }

    private ServiceInstance select(Collection<ServiceInstance> instances, Optional<Overflow> beyond) {
        List<ServiceInstance> known = instances.stream()
                .sorted(Comparator.comparingLong(ServiceInstance::getId))
                .toList();
        forgetAllBut(known);
        List<ServiceInstance> well = known.stream().filter(this::isWell).toList();
        List<ServiceInstance> free =
                well.stream().filter(instance -> hasRoom(instance, beyond)).toList();
        Optional<Overflow> relief =
                beyond.filter(it -> free.isEmpty()).filter(it -> known.isEmpty() || isWell(it.instance()));
        relief.ifPresent(it -> it.sent().increment());
        return callTo(relief.map(Overflow::instance).orElseGet(() -> next(List.of(free, well, known))));
    }

    /** The one whose turn it is in the first list that has any. */
    private ServiceInstance next(List<List<ServiceInstance>> byPreference) {
        List<ServiceInstance> candidates = byPreference.stream()
                .filter(list -> !list.isEmpty())
                .findFirst()
                .orElseThrow(() -> new NoServiceInstanceFoundException("No instance is known"));
        return candidates.get(Math.floorMod(turn.getAndIncrement(), candidates.size()));
    }

    private ServiceInstance callTo(ServiceInstance instance) {
        return new TrackedInstance(instance, of(instance.getId()).calls(), this);
    }

    private boolean isWell(ServiceInstance instance) {
        return !of(instance.getId()).isLeftOut(ticker.read());
    }

    private boolean hasRoom(ServiceInstance instance, Optional<Overflow> beyond) {
        return beyond.isEmpty()
                || of(instance.getId()).calls().count() < beyond.get().capacity();
    }

    /** The calls that are with the instances now, the overflow left out. */
    int underWay() {
        return conditions.entrySet().stream()
                .filter(each -> !isOverflow(each.getKey()))
                .mapToInt(each -> each.getValue().calls().count())
                .sum();
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

    private InstanceHealth of(long instance) {
        return conditions.computeIfAbsent(
                instance, first -> new InstanceHealth(pause.toNanos(), patience.toNanos(), new InFlightCalls(ticker)));
    }

    private boolean isOverflow(long instance) {
        return overflow.filter(it -> it.instance().getId() == instance).isPresent();
    }

    /** Instances come and go for as long as the gateway runs. */
    private void forgetAllBut(List<ServiceInstance> known) {
        if (conditions.size() > known.size()) {
            List<Long> ids = known.stream().map(ServiceInstance::getId).toList();
            conditions.keySet().removeIf(id -> !ids.contains(id) && !isOverflow(id));
        }
    }
}
