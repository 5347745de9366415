package dev.millrace.gateway.limiting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/** A bucket for each of many owners. Those who have not been seen for long are forgotten: a full bucket is as good. */
final class TokenBucketRegistry {
    private final int perSecond;
    private final int burst;
    private final Ticker ticker;
    private final Cache<String, TokenBucket> buckets;

    /** @param maximum owners remembered at a time; one that is forgotten starts afresh */
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

    /** Takes a token of the owner's, or tells in how many seconds (rounded up) there is one: 0 means taken. */
    long take(String owner) {
        long now = ticker.read();
        return buckets.get(owner, first -> new TokenBucket(perSecond, burst, now))
                .take(now);
    }
}
