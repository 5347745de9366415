package dev.millrace.gateway.limiting;

import java.util.concurrent.TimeUnit;

/** Holds up to {@code burst} tokens, and gets {@code perSecond} of them back each second. */
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

    /** Takes a token, or tells in how many seconds (rounded up) there is one: 0 means taken. */
    synchronized long take(long now) {
        long wait = untilNext(now);
        if (wait == 0) {
            tokens--;
        }
        return wait;
    }

    /** In how many seconds (rounded up) there is a token: 0 means now. */
    private long untilNext(long now) {
        tokens = Math.min(burst, tokens + (now - filledAt) / NANOS * perSecond);
        filledAt = now;
        return tokens < 1 ? (long) Math.ceil((1 - tokens) / perSecond) : 0;
    }
}
