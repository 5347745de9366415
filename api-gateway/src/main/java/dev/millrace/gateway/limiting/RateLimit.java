package dev.millrace.gateway.limiting;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Each caller's share of the gateway, and each address's of refusals. */
@ApplicationScoped
class RateLimit {
    private final TokenBucketRegistry shares;
    private final TokenBucketRegistry refusals;
    private final Counter refused;

    RateLimit(RateLimitConfig config, Ticker ticker, MeterRegistry meters) {
        this.shares = new TokenBucketRegistry(config.perSecond(), config.burst(), config.maximumCallers(), ticker);
        this.refusals = new TokenBucketRegistry(
                config.refusalsPerSecond(), config.refusalsBurst(), config.maximumCallers(), ticker);
        this.refused = Counter.builder("gateway.rate.limit.refused")
                .description("Requests refused because their caller or address had used up its share")
                .register(meters);
    }

    /** @return 0 when the caller may go on, else the seconds to wait */
    long take(String caller) {
        return counted(shares.take(caller));
    }

    /** @return 0 when the address has a refusal left, else the seconds to wait */
    long tokenRefused(String address) {
        return counted(refusals.take(address));
    }

    private long counted(long wait) {
        if (wait > 0) {
            refused.increment();
        }
        return wait;
    }
}
