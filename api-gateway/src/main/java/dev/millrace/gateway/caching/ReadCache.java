package dev.millrace.gateway.caching;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineStatsCounter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Answers of 200 to single resources, each for the caller who got it and for a bounded time. Equal reads at one time
 * become one call. Refusals, failures and what the service marks {@code no-store} are passed on and not kept.
 */
@ApplicationScoped
public class ReadCache {
    /** What an entry weighs beside its body. */
    private static final int OVERHEAD = 512;

    /** More resources than this are not read within the bound; one that is forgotten is read again. */
    private static final int MAXIMUM_RESOURCES = 100_000;

    /** A path that is longer leads to no resource that is worth remembering. */
    private static final int MAXIMUM_PATH = 64;

    private final AsyncCache<ReadKey, CachedResponse> answers;

    /** What the answers to each resource have in common until it changes. */
    private final Cache<String, Object> epochs;

    ReadCache(CacheConfig config, Ticker ticker, MeterRegistry meters) {
        this.answers = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(config.timeToLive())
                .maximumWeight(config.maximumSize().asLongValue())
                .weigher((ReadKey key, CachedResponse outcome) -> OVERHEAD + key.size() + outcome.size())
                .recordStats(() -> new CaffeineStatsCounter(meters, "reads"))
                .buildAsync();
        this.epochs = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterAccess(config.timeToLive())
                .maximumSize(MAXIMUM_RESOURCES)
                .build();
    }

    /** @param resource path of the resource */
    public Uni<RestResponse<byte[]>> get(
            HttpHeaders caller, String resource, Supplier<Uni<RestResponse<byte[]>>> service) {
        if (resource.length() > MAXIMUM_PATH) {
            return service.get();
        }
        Object epoch = epochs.get(resource, first -> new Object());
        ReadKey key = new ReadKey(caller.getHeaderString(HttpHeaders.AUTHORIZATION), resource, epoch);
        return Uni.createFrom()
                .completionStage(() -> answers.get(
                        key,
                        (missing, executor) -> CachedResponse.of(service.get()).subscribeAsCompletionStage()))
                .invoke(outcome -> forgetUnlessKept(key, outcome))
                .flatMap(CachedResponse::give);
    }

    /**
     * For when the resource has changed: every caller's answer goes, also one that is still on its way. Costs the same
     * whatever is cached: the answers stay until they are too old, but nobody asks for them any more.
     */
    public void forget(String resource) {
        epochs.invalidate(resource);
    }

    private void forgetUnlessKept(ReadKey key, CachedResponse outcome) {
        if (!outcome.mayBeKept()) {
            answers.synchronous().asMap().remove(key, outcome);
        }
    }
}
