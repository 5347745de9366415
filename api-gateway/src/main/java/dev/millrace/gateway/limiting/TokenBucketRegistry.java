package dev.millrace.gateway.limiting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * A token bucket for each owner. An idle owner is evicted once its bucket would be full again, so eviction changes
 * nothing.
 */
final class TokenBucketRegistry {
    private final int perSecond;
    private final int burst;
    private final Ticker ticker;
    private final Cache<String, TokenBucket> buckets;

    /** @param maximum owners tracked at a time; an evicted owner starts with a full bucket */
    TokenBucketRegistry(int perSecond, int burst, int maximum, Ticker ticker) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.ticker = ticker;
        this.buckets = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(maximum)
                .expireAfterAccess(Duration.ofSeconds(1 + burst / perSecond))
                .build();
    }

    /** Takes a token of the owner. Returns 0 if there was one, else the seconds until there is one, rounded up. */
    long take(String owner) {
        long now = ticker.read();
        return buckets.get(owner, first -> new TokenBucket(perSecond, burst, now))
                .take(now);
    }
}
