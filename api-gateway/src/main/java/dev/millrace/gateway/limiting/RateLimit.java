package dev.millrace.gateway.limiting;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Limits requests per caller, and rejected tokens per client address. */
@ApplicationScoped
class RateLimit {
    private final TokenBucketRegistry requestBuckets;
    private final TokenBucketRegistry refusalBuckets;
    private final TokenBucketRegistry quotas;
    private final Counter refused;

    RateLimit(RateLimitConfig config, ClientQuotaConfig quota, Ticker ticker, MeterRegistry meters) {
        this.requestBuckets =
                new TokenBucketRegistry(config.perSecond(), config.burst(), config.maximumCallers(), ticker);
        this.refusalBuckets = new TokenBucketRegistry(
                config.refusalsPerSecond(), config.refusalsBurst(), config.maximumCallers(), ticker);
        this.quotas = new TokenBucketRegistry(quota.perSecond(), quota.burst(), config.maximumCallers(), ticker);
        this.refused = Counter.builder("gateway.rate.limit.refused")
                .description("Requests refused because their caller or address had used up its share")
                .register(meters);
    }

    /** @return 0 if the request is within the limit, else seconds to wait */
    long take(String caller) {
        return counted(requestBuckets.take(caller));
    }

    /** @return 0 if the client application is within its quota, else seconds to wait */
    long takeFromQuota(String client) {
        return counted(quotas.take(client));
    }

    /** @return 0 if the address is within its limit of rejected tokens, else seconds to wait */
    long tokenRefused(String address) {
        return counted(refusalBuckets.take(address));
    }

    private long counted(long wait) {
        if (wait > 0) {
            refused.increment();
        }
        return wait;
    }
}
