package dev.millrace.gateway.caching;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineStatsCounter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Caches responses of status 200 to reads of single resources, per caller and for a bounded time. Concurrent equal
 * reads share one call. Other statuses, failures and responses marked {@code no-store} are passed on and not kept.
 */
@ApplicationScoped
public class ReadCache {
    /** Fired by a read after a time without reads. */
    record UseBegan() {}

    /** The cache is in use for this long after a read, or longer if responses live longer. */
    private static final Duration IN_USE = Duration.ofSeconds(10);

    /** Estimated bytes of an entry in addition to key and body. */
    private static final int OVERHEAD = 512;

    /** Maximum number of tracked resources. An evicted resource is read from the service again. */
    private static final int MAXIMUM_RESOURCES = 100_000;

    /** Longer paths are not cached, which bounds the size of a key. */
    private static final int MAXIMUM_PATH = 64;

    private final AsyncCache<ReadKey, CachedResponse> answers;

    /** The current epoch of each resource. It is part of the cache key; a new epoch invalidates all older entries. */
    private final Cache<String, Object> epochs;

    private final Ticker ticker;
    private final Event<UseBegan> useBegan;
    private final long inUseNanos;
    private final AtomicLong usedUntil;

    ReadCache(CacheConfig config, Ticker ticker, MeterRegistry meters, Event<UseBegan> useBegan) {
        this.ticker = ticker;
        this.useBegan = useBegan;
        this.inUseNanos = Math.max(IN_USE.toNanos(), config.timeToLive().toNanos());
        this.usedUntil = new AtomicLong(ticker.read());
        this.answers = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(config.timeToLive())
                .maximumWeight(config.maximumSize().asLongValue())
                .weigher((ReadKey key, CachedResponse response) -> OVERHEAD + key.size() + response.size())
                .recordStats(() -> new CaffeineStatsCounter(meters, "reads"))
                .buildAsync();
        this.epochs = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterAccess(config.timeToLive())
                .maximumSize(MAXIMUM_RESOURCES)
                .build();
    }

    /** @param resource path of the resource, without a leading slash */
    public Uni<RestResponse<byte[]>> get(
            HttpHeaders caller, String resource, Supplier<Uni<RestResponse<byte[]>>> service) {
        if (resource.length() > MAXIMUM_PATH) {
            return service.get();
        }
        use();
        Object epoch = epochs.get(resource, first -> new Object());
        ReadKey key = new ReadKey(caller.getHeaderString(HttpHeaders.AUTHORIZATION), resource, epoch);
        return Uni.createFrom()
                .completionStage(() -> answers.get(
                        key,
                        (missing, executor) -> CachedResponse.of(service.get()).subscribeAsCompletionStage()))
                .invoke(response -> forgetUnlessKept(key, response))
                .flatMap(CachedResponse::give);
    }

    /**
     * Invalidates the resource for all callers, including responses that are still in flight. The cost does not depend
     * on the number of entries: they stay until they expire, but their epoch is no longer looked up.
     */
    public void forget(String resource) {
        epochs.invalidate(resource);
    }

    /** Invalidates all resources. */
    void forgetAll() {
        epochs.invalidateAll();
    }

    /** Whether there may be responses in the cache that somebody reads. */
    boolean isInUse() {
        return ticker.read() - usedUntil.get() < 0;
    }

    private void use() {
        long now = ticker.read();
        if (usedUntil.getAndSet(now + inUseNanos) - now <= 0) {
            useBegan.fire(new UseBegan());
        }
    }

    private void forgetUnlessKept(ReadKey key, CachedResponse response) {
        if (!response.mayBeKept()) {
            answers.synchronous().asMap().remove(key, response);
        }
    }
}
