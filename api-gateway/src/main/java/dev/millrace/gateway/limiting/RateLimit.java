package dev.millrace.gateway.limiting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Each caller's share of the gateway. */
@ApplicationScoped
class RateLimit {
    private final RateLimitConfig config;
    private final Ticker ticker;
    private final Cache<String, TokenBucket> buckets;
    private final Counter refused;

    RateLimit(RateLimitConfig config, Ticker ticker, MeterRegistry meters) {
        this.config = config;
        this.ticker = ticker;
        this.buckets = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(config.maximumCallers())
                // a full bucket is as good as none
                .expireAfterAccess(Duration.ofSeconds(1 + config.burst() / config.perSecond()))
                .build();
        this.refused = Counter.builder("gateway.rate.limit.refused")
                .description("Requests refused because their caller had used up its share")
                .register(meters);
    }

    /** @return 0 when the caller may go on, else the seconds to wait */
    long take(String caller) {
        long now = ticker.read();
        long wait = buckets.get(caller, first -> new TokenBucket(config.perSecond(), config.burst(), now))
                .take(now);
        if (wait > 0) {
            refused.increment();
        }
        return wait;
    }
}
