package dev.millrace.orders.watching;

import dev.millrace.orders.domain.Order;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The streams that watch orders at this instance. {@link #changed} triggers a read of one order, whichever instance
 * changed it; a periodic sweep finds changes without a message. An idle watch costs a map entry and a parameter of the
 * sweep's query.
 */
@ApplicationScoped
public class OrderWatchRegistry {
    /** Fired when a watch is registered. */
    public record WatchBegan() {}

    private static final Logger LOG = Logger.getLogger(OrderWatchRegistry.class);

    private final Map<UUID, Set<OrderWatch>> byOrder = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("order-watch").factory());
    private final WatchedOrderReader orders;
    private final WatchConfig config;
    private final Event<WatchBegan> began;

    OrderWatchRegistry(WatchedOrderReader orders, WatchConfig config, Event<WatchBegan> began) {
        this.orders = orders;
        this.config = config;
        this.began = began;
    }

    @PostConstruct
    void begin() {
        every(config.sweep().toMillis(), this::sweep);
        every(config.heartbeat().toMillis(), this::heartbeat);
        // On shutdown Quarkus waits for running requests, and these streams would not end by themselves.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /**
     * Emits the given order, then its new state after each change, and completes when the order is no longer in
     * transition or after the configured maximum duration. The last state is repeated as a heartbeat. A slow subscriber
     * gets only the latest state.
     *
     * @throws TooManyOrderWatches at once if the maximum is reached
     */
    public Multi<Order> watch(Order now) {
        if (count.get() >= config.maximum()) {
            throw new TooManyOrderWatches();
        }
        return Multi.createFrom().emitter(emitter -> begin(now, emitter), BackPressureStrategy.LATEST);
    }

    /** Reads the order asynchronously if it is watched here; does not block. */
    public void changed(UUID order) {
        if (byOrder.containsKey(order)) {
            read(Set.of(order));
        }
    }

    /** Whether no order is watched here. */
    public boolean isEmpty() {
        return byOrder.isEmpty();
    }

    /** Looks up all watched orders asynchronously. */
    public void refresh() {
        onReader(this::sweep);
    }

    private void begin(Order now, MultiEmitter<? super Order> emitter) {
        count.incrementAndGet();
        OrderWatch watch = new OrderWatch(now, emitter);
        add(now.id(), watch);
        emitter.onTermination(() -> remove(now.id(), watch));
        watch.begin();
        began.fire(new WatchBegan());
        // covers changes between the caller's read of the order and the registration
        changed(now.id());
    }

    private void add(UUID order, OrderWatch watch) {
        byOrder.compute(order, (id, known) -> {
            Set<OrderWatch> watches = known == null ? ConcurrentHashMap.newKeySet() : known;
            watches.add(watch);
            return watches;
        });
    }

    private void remove(UUID order, OrderWatch watch) {
        count.decrementAndGet();
        byOrder.computeIfPresent(order, (id, watches) -> {
            watches.remove(watch);
            return watches.isEmpty() ? null : watches;
        });
    }

    private void read(Collection<UUID> ids) {
        onReader(() -> show(orders.all(ids)));
    }

    private void onReader(Runnable step) {
        try {
            reader.execute(() -> attempt(step));
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Nobody is watching any more", stopping);
        }
    }

    private void show(List<Order> read) {
        read.forEach(order -> byOrder.getOrDefault(order.id(), Set.of()).forEach(watch -> watch.show(order)));
    }

    private void sweep() {
        Map<UUID, Long> versions = byOrder.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> each.getValue().stream()
                                .mapToLong(OrderWatch::version)
                                .min()
                                .orElse(0)));
        if (!versions.isEmpty()) {
            show(orders.newerThan(versions));
        }
    }

    private void heartbeat() {
        long tooOld = System.nanoTime() - config.longest().toNanos();
        byOrder.values().forEach(watches -> watches.forEach(watch -> watch.sendHeartbeat(tooOld)));
    }

    private void every(long millis, Runnable step) {
        reader.scheduleWithFixedDelay(() -> attempt(step), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** The database may be unavailable; the watches stay open, and the next sweep tries again. */
    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warnf("Watched orders cannot be read: %s", e);
        }
    }

    /** Completes all streams; clients reconnect to another instance with the version that they have. */
    @PreDestroy
    void close() {
        reader.shutdownNow();
        byOrder.values().forEach(watches -> watches.forEach(OrderWatch::end));
    }
}
