package dev.millrace.gateway.limiting;

import java.util.concurrent.TimeUnit;

/** Token bucket: holds up to {@code burst} tokens and refills at {@code perSecond}. */
final class TokenBucket {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private final int burst;
    private double tokens;
    private long filledAt;

    TokenBucket(int perSecond, int burst, long now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.filledAt = now;
    }

    /** Takes a token. Returns 0 if there was one, else the seconds until there is one, rounded up. */
    synchronized long take(long now) {
        long wait = untilNext(now);
        if (wait == 0) {
            tokens--;
        }
        return wait;
    }

    /** Seconds until there is a token, rounded up; 0 if there is one now. */
    private long untilNext(long now) {
        tokens = Math.min(burst, tokens + (now - filledAt) / NANOS * perSecond);
        filledAt = now;
        return tokens < 1 ? (long) Math.ceil((1 - tokens) / perSecond) : 0;
    }
}
