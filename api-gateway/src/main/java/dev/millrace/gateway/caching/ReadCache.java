package dev.millrace.gateway.caching;

import com.github.benmanes.caffeine.cache.AsyncCache;
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

    private final AsyncCache<ReadKey, Outcome> answers;

    ReadCache(CacheConfig config, Ticker ticker, MeterRegistry meters) {
        this.answers = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(config.timeToLive())
                .maximumWeight(config.maximumSize().asLongValue())
                .weigher((ReadKey key, Outcome outcome) -> OVERHEAD + outcome.size())
                .recordStats(() -> new CaffeineStatsCounter(meters, "reads"))
                .buildAsync();
    }

    /** @param resource path of the resource */
    public Uni<RestResponse<byte[]>> get(
            HttpHeaders caller, String resource, Supplier<Uni<RestResponse<byte[]>>> service) {
        ReadKey key = new ReadKey(caller.getHeaderString(HttpHeaders.AUTHORIZATION), resource);
        return Uni.createFrom()
                .completionStage(() -> answers.get(
                        key, (missing, executor) -> Outcome.of(service.get()).subscribeAsCompletionStage()))
                .invoke(outcome -> forgetUnlessKept(key, outcome))
                .flatMap(Outcome::give);
    }

    /** For after a write: every caller's answer goes, also one that is still on its way. */
    public void forget(String resource) {
        answers.asMap().keySet().removeIf(key -> key.resource().equals(resource));
    }

    private void forgetUnlessKept(ReadKey key, Outcome outcome) {
        if (!outcome.mayBeKept()) {
            answers.synchronous().asMap().remove(key, outcome);
        }
    }
}
