package dev.millrace.chassis.costs;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What one HTTP request uses. It belongs to the request's Vert.x context, so several threads may add to it. */
public final class RequestUsage {
    private static final String KEY = "dev.millrace.usage";

    private final AtomicLong cpuNanos = new AtomicLong();
    private final AtomicLong connectionNanos = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile @Nullable String tenant;

    RequestUsage() {}

    /** The usage of the current request; empty outside a request, and when costs are not attributed. */
    public static Optional<RequestUsage> current() {
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.get(KEY) : Optional.empty();
    }

    static RequestUsage begin() {
        RequestUsage usage = new RequestUsage();
        ContextLocals.put(KEY, usage);
        return usage;
    }

    /** @param name the caller's tenant; null when their token names none */
    public void setTenant(@Nullable String name) {
        tenant = name;
    }

    @Nullable
    String tenant() {
        return tenant;
    }

    /** A database connection is held from now on, until {@link #connectionReturned}. Several may be held at a time. */
    public void connectionAcquired() {
        connections.incrementAndGet();
        connectionNanos.addAndGet(-System.nanoTime());
    }

    public void connectionReturned() {
        connectionNanos.addAndGet(System.nanoTime());
        connections.decrementAndGet();
    }

    void addCpu(long nanos) {
        cpuNanos.addAndGet(nanos);
    }

    long cpuNanos() {
        return cpuNanos.get();
    }

    /** Including the time until now of connections that are still held. */
    long connectionNanos() {
        return connectionNanos.get() + connections.get() * System.nanoTime();
    }
}
